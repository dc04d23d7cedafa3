package io.gemello.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;

/** How fast a number grows or shrinks, from samples over the last minutes. Any thread. */
final class Trend {
    private static final double NANOS = 1e9;
    private final long windowNanos;
    private final long leastNanos;
    private final Deque<Sample> samples = new ArrayDeque<>();

    private record Sample(long at, double value) {}

    /** @param minutes over which it is measured @param leastSeconds before which nothing can be said */
    Trend(long minutes, long leastSeconds) {
        windowNanos = TimeUnit.MINUTES.toNanos(minutes);
        leastNanos = TimeUnit.SECONDS.toNanos(leastSeconds);
    }

    /** @param now on the monotonic clock */
    synchronized void add(long now, double value) {
        samples.addLast(new Sample(now, value));
        while (samples.size() > 2 && now - samples.getFirst().at() > windowNanos) {
            samples.removeFirst();
        }
    }

    /** Growth a second; empty while too little is known. */
    synchronized OptionalDouble perSecond() {
        if (samples.size() < 2 || samples.getLast().at() - samples.getFirst().at() < leastNanos) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of((samples.getLast().value() - samples.getFirst().value()) * NANOS / (samples.getLast().at() - samples.getFirst().at()));
    }
}
