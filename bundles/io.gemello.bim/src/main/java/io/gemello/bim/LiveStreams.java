package io.gemello.bim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells changes to event streams, on the thread {@code gemello-bim-events}, conflated: each event holds all that has changed since the
 * stream's last one. Its id is the tag to go on from. A caller who may see nothing now is told nothing, not sent away.
 */
final class LiveStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveStreams.class);
    private static final long REST_MILLIS = 200;

    /** What a stream shows of a snapshot: an object with a list of what has changed. */
    interface Part {
        Map<String, Object> of(Readable readable, long since);
    }

    private static final class Stream {
        private final Subject who;
        private final Part part;
        private final EventSink to;
        /** Touched by the streams' thread alone. */
        private String tag;

        private Stream(Subject who, Part part, String tag, EventSink to) {
            this.who = who;
            this.part = part;
            this.tag = tag;
            this.to = to;
        }
    }

    private final Supplier<BimSnapshot> snapshots;
    private final AssetGuard guard;
    private final ObjectMapper json = new ObjectMapper();
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "gemello-bim-events");
    private boolean news;
    private boolean closed;

    LiveStreams(Supplier<BimSnapshot> snapshots, AssetGuard guard) {
        this.snapshots = snapshots;
        this.guard = guard;
        thread.setDaemon(true);
        thread.start();
    }

    /** @param from the tag that the caller has; null for none */
    AutoCloseable open(Subject who, Part part, String from, EventSink to) {
        Stream stream = new Stream(who, part, from, to);
        streams.add(stream);
        wake();
        return () -> streams.remove(stream);
    }

    int open() {
        return streams.size();
    }

    /** There is a new snapshot, or a new stream. */
    synchronized void wake() {
        news = true;
        notifyAll();
    }

    private void run() {
        try {
            while (true) {
                synchronized (this) {
                    while (!news && !closed) {
                        wait();
                    }
                    if (closed) {
                        return;
                    }
                    news = false;
                }
                BimSnapshot now = snapshots.get();
                for (Stream stream : new ArrayList<>(streams)) {
                    tell(stream, now);
                }
                TimeUnit.MILLISECONDS.sleep(REST_MILLIS);
            }
        } catch (InterruptedException ended) {
            // closed
        }
    }

    private void tell(Stream stream, BimSnapshot now) {
        try {
            long since = now.version(stream.tag);
            if (since == now.version()) {
                return;
            }
            Map<String, Object> event = stream.part.of(new Readable(now, guard.reader(stream.who)), since);
            boolean empty = event.values().stream().anyMatch(value -> value instanceof List<?> rows && rows.isEmpty());
            stream.tag = now.etag();
            if ((!empty || since < 0) && !stream.to.send(now.etag(), since < 0 ? "full" : "delta", json.writeValueAsString(event))) {
                streams.remove(stream);
            }
        } catch (JsonProcessingException | RuntimeException problem) {
            // E.g. the bundle that decides access is being replaced: the stream's tag stays, so that nothing is left out.
            LOG.debug("a stream was not told: {}", problem.toString());
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(10_000);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
