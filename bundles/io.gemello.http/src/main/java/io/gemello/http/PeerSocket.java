package io.gemello.http;

import io.gemello.api.access.Subject;
import io.gemello.api.http.Socket;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One open WebSocket towards its handler. */
final class PeerSocket implements Socket {
    private static final int TRY_AGAIN_LATER = 1013;
    /** RFC 6455, 5.5: a control frame carries 125 bytes, 2 of them the code. */
    private static final int MAX_REASON = 100;
    private static final long PING_NANOS = TimeUnit.SECONDS.toNanos(SocketHub.PING_SECONDS);
    private final Session session;
    private final Subject subject;
    private final Function<String, BooleanSupplier> renewal;
    private volatile BooleanSupplier standing;
    private final Executor lane;
    private final Runnable slow;
    private final SendQueue queue = new SendQueue();
    private volatile boolean closed;
    private volatile long wroteNanos = System.nanoTime() - PING_NANOS;

    /** @param standing whether the peer may still be talked to @param renewal the same by another token; null for one that does not let this peer in @param lane writes and closes: whoever sends must never wait for a network @param slow told when the peer is cut off for not keeping up */
    PeerSocket(Session session, Subject subject, BooleanSupplier standing, Function<String, BooleanSupplier> renewal, Executor lane, Runnable slow) {
        this.session = session;
        this.subject = subject;
        this.standing = standing;
        this.renewal = renewal;
        this.lane = lane;
        this.slow = slow;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public boolean renew(String token) {
        BooleanSupplier now = renewal.apply(token);
        if (now != null) {
            standing = now;
        }
        return now != null;
    }

    boolean welcome() {
        return standing.getAsBoolean();
    }

    @Override
    public boolean send(String text) {
        if (closed || !session.isOpen()) {
            return false;
        }
        switch (queue.offer(text)) {
            case SEND_NOW -> lane.execute(() -> write(text));
            case TOO_MUCH -> {
                if (!closed) {
                    slow.run();
                    close(TRY_AGAIN_LATER, "too slow");
                }
                return false;
            }
            case WAITS -> { }
        }
        return true;
    }

    private void write(String text) {
        wroteNanos = System.nanoTime();
        try {
            session.getAsyncRemote().sendText(text, sent -> {
                String next = sent.isOK() && !closed ? queue.next() : null;
                if (next != null) {
                    lane.execute(() -> write(next));
                }
            });
        } catch (IllegalStateException | IllegalArgumentException gone) {
            closed = true;
        }
    }

    /**
     * Its answer keeps the line from falling idle; a peer that does not answer is gone. Not behind a text: Jetty blocks until the ping has left,
     * and what a peer does not read falls idle by itself. Nor shortly after one: the line is not idle then, and the answer of a peer that is
     * being cut off would reset the connection before the peer has read why.
     *
     * @param nanos now, as {@link System#nanoTime} tells it
     */
    void ping(long nanos) {
        if (waiting() > 0 || nanos - wroteNanos < PING_NANOS) {
            return;
        }
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | IllegalStateException | IllegalArgumentException gone) {
            closed = true;
        }
    }

    @Override
    public void close(int code, String reason) {
        closed = true;
        lane.execute(() -> {
            try {
                session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason == null ? "" : reason.substring(0, Math.min(MAX_REASON, reason.length()))));
            } catch (IOException | IllegalStateException gone) {
                closed = true;
            }
        });
    }
}
