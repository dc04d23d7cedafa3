package io.gemello.broker;

import java.util.concurrent.atomic.LongAdder;

/** Messages and payload bytes that passed, since start. Any thread. */
final class Traffic {
    private final LongAdder messagesIn = new LongAdder();
    private final LongAdder messagesOut = new LongAdder();
    private final LongAdder bytesIn = new LongAdder();
    private final LongAdder bytesOut = new LongAdder();

    void in(int bytes) {
        messagesIn.increment();
        bytesIn.add(bytes);
    }

    void out(int bytes) {
        messagesOut.increment();
        bytesOut.add(bytes);
    }

    long messagesIn() {
        return messagesIn.sum();
    }

    long messagesOut() {
        return messagesOut.sum();
    }

    long bytesIn() {
        return bytesIn.sum();
    }

    long bytesOut() {
        return bytesOut.sum();
    }
}
