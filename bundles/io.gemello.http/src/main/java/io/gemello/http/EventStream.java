package io.gemello.http;

import io.gemello.api.http.EventSink;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/** One caller's open event stream. Written by the lane's one thread, never blocking; senders only put into the queue. */
final class EventStream implements EventSink, WriteListener, AsyncListener {
    enum End { ASKED, SLOW, GONE }

    /** A comment, to which clients do not react; it shows proxies and us that the line is alive. */
    private static final byte[] HEARTBEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);
    /** What Jetty takes for: give this response up. */
    private static final int ABORT = -1;
    private final AsyncContext async;
    private final HttpServletResponse response;
    private final ServletOutputStream out;
    private final Executor lane;
    private final BiConsumer<EventStream, End> ended;
    private final EventQueue queue = new EventQueue();
    private final AtomicBoolean pumpPlanned = new AtomicBoolean();
    private volatile boolean closing;
    private volatile boolean closed;
    private boolean unflushed;
    private boolean over;

    /** @param lane one thread for all streams @param ended called once, by the lane's thread */
    EventStream(AsyncContext async, HttpServletResponse response, ServletOutputStream out, Executor lane, BiConsumer<EventStream, End> ended) {
        this.async = async;
        this.response = response;
        this.out = out;
        this.lane = lane;
        this.ended = ended;
    }

    /** Sends the headers and begins to write. */
    void begin() {
        async.addListener(this);
        queue.add(HEARTBEAT);
        out.setWriteListener(this);
    }

    @Override
    public boolean send(String id, String event, String data) {
        if (closing || closed) {
            return false;
        }
        if (!queue.add(EventQueue.format(id, event, data))) {
            closed = true;
            lane.execute(() -> end(End.SLOW));
            return false;
        }
        plan();
        return true;
    }

    /** What was sent before is still written. */
    @Override
    public void close() {
        closing = true;
        plan();
    }

    /** Ends it although its caller may not take what is still to be written: called again, it is cut. */
    void revoke() {
        if (closing) {
            lane.execute(() -> end(End.GONE));
        } else {
            close();
        }
    }

    void heartbeat() {
        if (queue.isEmpty() && !closing && !closed) {
            queue.add(HEARTBEAT);
            plan();
        }
    }

    private void plan() {
        if (!closed && pumpPlanned.compareAndSet(false, true)) {
            lane.execute(this::pump);
        }
    }

    /** On the lane's thread only, as all that follows. */
    private void pump() {
        pumpPlanned.set(false);
        if (over) {
            return;
        }
        try {
            while (out.isReady()) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                    continue;
                }
                byte[] piece = queue.take();
                if (piece == null) {
                    if (closing) {
                        end(End.ASKED);
                    }
                    return;
                }
                out.write(piece);
                unflushed = true;
            }
        } catch (IOException | IllegalStateException gone) {
            end(End.GONE);
        }
    }

    private void end(End why) {
        closed = true;
        if (over) {
            return;
        }
        over = true;
        ended.accept(this, why);
        try {
            if (why != End.ASKED) {
                // Cuts the connection: a write that the peer does not take would otherwise hold it up.
                response.sendError(ABORT);
            }
            async.complete();
        } catch (IOException | IllegalStateException serverWasFirst) {
            closed = true;
        }
    }

    @Override
    public void onWritePossible() {
        lane.execute(this::pump);
    }

    @Override
    public void onError(Throwable gone) {
        lane.execute(() -> end(End.GONE));
    }

    @Override
    public void onComplete(AsyncEvent event) {
        lane.execute(() -> end(End.GONE));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        lane.execute(() -> end(End.GONE));
    }

    @Override
    public void onError(AsyncEvent event) {
        lane.execute(() -> end(End.GONE));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
