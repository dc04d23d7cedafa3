package io.gemello.http;

import io.gemello.api.http.Endpoint;
import io.gemello.api.http.EventSource;
import io.gemello.api.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All open event streams: opens them, keeps them alive, closes them with the endpoint that feeds them. */
final class EventStreams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);
    private static final int MAX_OPEN = 500;
    private static final int HEARTBEAT_SECONDS = 15;
    static final int STANDING_MILLIS = 300;
    private static final int STOP_SECONDS = 2;
    private final Lane lane = new Lane("gemello-http-events");
    /** Closing a feed is an endpoint's code: it must not hold up the other streams. */
    private final Lane closer = new Lane("gemello-http-feeds");
    private final Map<EventStream, Feed> open = new ConcurrentHashMap<>();
    private final HttpCounts counts;

    /** A stream's source; closed exactly once, whether the stream or {@code open} ends first. */
    private static final class Feed {
        private final Endpoint owner;
        private final BooleanSupplier standing;
        private AutoCloseable source;
        private boolean over;

        Feed(Endpoint owner, BooleanSupplier standing) {
            this.owner = owner;
            this.standing = standing;
        }

        synchronized boolean began(AutoCloseable source) {
            this.source = source;
            return !over;
        }

        synchronized AutoCloseable end() {
            over = true;
            AutoCloseable was = source;
            source = null;
            return was;
        }
    }

    EventStreams(HttpCounts counts) {
        this.counts = counts;
        lane.scheduleWithFixedDelay(() -> open.keySet().forEach(EventStream::heartbeat), HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
        lane.scheduleWithFixedDelay(this::endUnwelcome, STANDING_MILLIS, STANDING_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** @param standing whether the caller may still listen */
    void open(Visit visit, Endpoint owner, Response answer, EventSource source, BooleanSupplier standing) {
        if (open.size() >= MAX_OPEN) {
            visit.refuse(Refusal.busy("There are " + MAX_OPEN + " event streams already."));
            return;
        }
        if (!visit.take()) {
            return;
        }
        visit.response().setStatus(answer.status());
        answer.headers().forEach(visit.response()::setHeader);
        visit.response().setContentType("text/event-stream");
        visit.response().setCharacterEncoding("utf-8");
        visit.response().setHeader("Cache-Control", "no-store");
        // Proxies of the nginx family hold streams back otherwise.
        visit.response().setHeader("X-Accel-Buffering", "no");
        counts.answered(visit.request().getMethod(), answer.status());
        counts.streamOpened();
        Feed feed = new Feed(owner, standing);
        EventStream stream;
        try {
            stream = new EventStream(visit.goAsync(), visit.response(), visit.response().getOutputStream(), lane, this::ended);
        } catch (IOException gone) {
            visit.goAsync().complete();
            return;
        }
        open.put(stream, feed);
        stream.begin();
        AutoCloseable fed;
        try {
            fed = source.open(stream);
        } catch (RuntimeException failed) {
            LOG.error("the event stream {} could not begin: {}", Quoted.of(visit.request().getRequestURI()), failed.toString());
            stream.close();
            return;
        }
        if (fed != null && !feed.began(fed)) {
            close(fed);
        }
    }

    /** Who signed out or was removed hears no more. */
    private void endUnwelcome() {
        open.forEach((stream, feed) -> {
            if (!feed.standing.getAsBoolean()) {
                stream.revoke();
            }
        });
    }

    private void ended(EventStream stream, EventStream.End why) {
        Feed feed = open.remove(stream);
        counts.streamEnded(why == EventStream.End.SLOW);
        AutoCloseable source = feed == null ? null : feed.end();
        if (source != null) {
            close(source);
        }
    }

    private void close(AutoCloseable source) {
        closer.execute(() -> {
            try {
                source.close();
            } catch (Exception failed) {
                LOG.warn("an event stream's source did not close well: {}", failed.toString());
            }
        });
    }

    /** The endpoint leaves: its streams end. */
    void closeOf(Endpoint owner) {
        open.forEach((stream, feed) -> {
            if (feed.owner == owner) {
                stream.close();
            }
        });
    }

    @Override
    public void close() {
        open.keySet().forEach(EventStream::close);
        lane.shutdown();
        try {
            lane.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        closer.shutdown();
    }
}
