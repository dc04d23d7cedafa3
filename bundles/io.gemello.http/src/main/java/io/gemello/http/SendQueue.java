package io.gemello.http;

import java.util.ArrayDeque;
import java.util.Deque;

/** Texts that wait to be sent over one socket, one at a time. Bounded. Any thread. */
final class SendQueue {
    static final int MAX_TEXTS = 1024;
    static final int MAX_CHARS = 4 << 20;
    private final Deque<String> waiting = new ArrayDeque<>();
    private int chars;
    private boolean sending;

    enum Outcome { SEND_NOW, WAITS, TOO_MUCH }

    /** SEND_NOW: nothing is on its way, the caller sends this text itself. */
    synchronized Outcome offer(String text) {
        if (!sending) {
            sending = true;
            return Outcome.SEND_NOW;
        }
        // One text alone may be larger than the bound.
        if (waiting.size() >= MAX_TEXTS || chars > 0 && chars + text.length() > MAX_CHARS) {
            return Outcome.TOO_MUCH;
        }
        waiting.add(text);
        chars += text.length();
        return Outcome.WAITS;
    }

    /** Texts that are on their way or wait. */
    synchronized int size() {
        return waiting.size() + (sending ? 1 : 0);
    }

    /** The text before has left. @return the next one to send, or null */
    synchronized String next() {
        String text = waiting.poll();
        if (text == null) {
            sending = false;
        } else {
            chars -= text.length();
        }
        return text;
    }
}
