package io.gemello.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** What waits to be written to one event stream, in the form of the HTML standard's {@code text/event-stream}. Bounded: who does not keep up is cut off. Any thread. */
final class EventQueue {
    static final int MAX_EVENTS = 1024;
    static final int MAX_BYTES = 1 << 20;
    private static final int WRITE_BYTES = 32 * 1024;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytes;

    /** @return false when it would be too much */
    synchronized boolean add(byte[] event) {
        // One event alone may be larger than the bound: a snapshot at the beginning is.
        if (waiting.size() >= MAX_EVENTS || bytes > 0 && bytes + event.length > MAX_BYTES) {
            return false;
        }
        waiting.add(event);
        bytes += event.length;
        return true;
    }

    /** Some events in one piece, or null. */
    synchronized byte[] take() {
        if (waiting.isEmpty()) {
            return null;
        }
        if (waiting.size() == 1 || waiting.peek().length >= WRITE_BYTES) {
            byte[] one = waiting.poll();
            bytes -= one.length;
            return one;
        }
        int length = 0;
        int count = 0;
        for (byte[] event : waiting) {
            if (count > 0 && length + event.length > WRITE_BYTES) {
                break;
            }
            length += event.length;
            count++;
        }
        byte[] piece = new byte[length];
        int at = 0;
        for (int i = 0; i < count; i++) {
            byte[] event = waiting.poll();
            System.arraycopy(event, 0, piece, at, event.length);
            at += event.length;
        }
        bytes -= length;
        return piece;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    static byte[] format(String id, String event, String data) {
        StringBuilder text = new StringBuilder(data.length() + 40);
        if (id != null) {
            text.append("id: ").append(oneLine(id)).append('\n');
        }
        if (event != null) {
            text.append("event: ").append(oneLine(event)).append('\n');
        }
        for (String line : data.split("\r\n|\r|\n", -1)) {
            text.append("data: ").append(line).append('\n');
        }
        return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\r\n\0]", " ");
    }
}
