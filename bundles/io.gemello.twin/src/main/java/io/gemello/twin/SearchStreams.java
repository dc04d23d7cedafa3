package io.gemello.twin;

import io.gemello.api.http.EventSink;
import io.gemello.twin.search.Finder;
import io.gemello.twin.search.Hit;
import io.gemello.twin.search.SearchQuery;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eclipse.ditto.json.JsonObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Results of searches as event streams, on the thread {@code gemello-twin-search}. A caller's queue is bounded and full of them at once, so they are given at a pace. */
final class SearchStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchStreams.class);
    private static final int HELD = 500;
    private static final int AT_ONCE = 50;
    private static final long PACE_MILLIS = 20;

    private final Finder<ThingCell> finder;
    private final ScheduledExecutorService thread;

    SearchStreams(Finder<ThingCell> finder) {
        this.finder = finder;
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, work -> {
            Thread t = new Thread(work, "gemello-twin-search");
            t.setDaemon(true);
            return t;
        });
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread = one;
    }

    /** Any thread. What is returned ends the stream. @param shown what the caller may see of a thing, at that moment */
    AutoCloseable open(SearchQuery query, Function<ThingState, JsonObject> shown, EventSink sink) {
        Stream stream = new Stream(query, shown, sink);
        later(stream, 0);
        return () -> stream.over = true;
    }

    private void later(Stream stream, long millis) {
        try {
            thread.schedule(stream, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            stream.sink.close();
        }
    }

    private final class Stream implements Runnable {
        private final Function<ThingState, JsonObject> shown;
        private final EventSink sink;
        private final Deque<Hit<ThingCell>> found = new ArrayDeque<>();
        private SearchQuery rest;
        private boolean last;
        private volatile boolean over;

        Stream(SearchQuery query, Function<ThingState, JsonObject> shown, EventSink sink) {
            this.rest = query;
            this.shown = shown;
            this.sink = sink;
        }

        @Override
        public void run() {
            try {
                if (!over && step()) {
                    later(this, PACE_MILLIS);
                } else {
                    sink.close();
                }
            } catch (RuntimeException fault) {
                LOG.error("A search's stream failed: {}", fault.toString());
                sink.close();
            }
        }

        /** @return whether more is to come */
        private boolean step() {
            if (found.isEmpty() && !last) {
                found.addAll(finder.first(rest, HELD));
                last = found.size() < HELD;
                rest = found.isEmpty() ? rest : rest.after(found.getLast());
            }
            for (int i = 0; i < AT_ONCE && !found.isEmpty(); i++) {
                Hit<ThingCell> hit = found.poll();
                ThingState thing = hit.document().now;
                if (thing != null && !sink.send(hit.id(), null, shown.apply(thing).toString())) {
                    return false;
                }
            }
            return !found.isEmpty() || !last;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
