package io.gemello.bench;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of one kind, always so many of them on their way, until the time is over. */
final class Flight {
    private final Asker asker;
    private final AtomicLong next;
    private final Percentiles millis = new Percentiles();
    private final CountDownLatch landed;
    private final CountDownLatch warm = new CountDownLatch(1);
    private final Span span;
    private long landings;
    private long done;
    private long failed;
    private long first;
    private long last;
    private volatile long end = Long.MAX_VALUE;

    /** Sends request n. */
    @FunctionalInterface
    interface Asker {
        /** @return whether it went well */
        CompletionStage<Boolean> ask(long n);
    }

    /**
     * What came of it.
     *
     * @param cpuMicros of the runtime's processor time for each
     */
    record Result(long done, long failed, double perSecond, double cpuMicros) {
        /** @param budget processor time in microseconds; 0 for none @return whether nothing failed and the budget was kept */
        boolean sound(double budget) {
            return failed == 0 && done > 0 && (budget == 0 || cpuMicros <= budget);
        }
    }

    private Flight(Asker asker, AtomicLong next, int inFlight, Span span) {
        this.asker = asker;
        this.next = next;
        this.span = span;
        landed = new CountDownLatch(inFlight);
    }

    /** @param warmUp requests that are not counted: the compiler is still at work @param seconds at most after them @param last the number of the last request */
    record Span(long warmUp, int seconds, long last) {
        static Span seconds(long warmUp, int seconds) {
            return new Span(warmUp, seconds, Long.MAX_VALUE);
        }

        static Span until(long last) {
            return new Span(0, 0, last);
        }
    }

    /** @param next numbers of requests @param budget processor time for each in microseconds; 0 for none */
    static Result run(String what, RuntimeProcess runtime, int inFlight, Span span, AtomicLong next, double budget, Asker asker) throws Exception {
        Flight flight = new Flight(asker, next, inFlight, span);
        for (int i = 0; i < inFlight; i++) {
            flight.go();
        }
        if (span.warmUp() > 0) {
            flight.warm.await();
        }
        double cpu = Proc.cpuSeconds(runtime.pid());
        flight.landed.await();
        Result result = flight.result(Proc.cpuSeconds(runtime.pid()) - cpu);
        System.out.printf(Locale.ROOT, "%-46s %,9.0f/s  p50 %6.1f ms  p99 %6.1f ms  CPU %6.0f µs%s%s%n", what, result.perSecond(), flight.millis.at(0.5), flight.millis.at(0.99), result.cpuMicros(),
            budget == 0 ? "" : result.cpuMicros() <= budget ? " (budget " + (long) budget + ")" : " OVER the budget of " + (long) budget, result.failed() == 0 ? "" : String.format(Locale.ROOT, "; %,d FAILED", result.failed()));
        return result;
    }

    private void go() {
        long begun = System.nanoTime();
        long n = next.getAndIncrement();
        if (begun >= end || n > span.last()) {
            landed.countDown();
            return;
        }
        asker.ask(n).whenComplete((well, failure) -> {
            land(begun, failure == null && well);
            go();
        });
    }

    private synchronized void land(long begun, boolean well) {
        long now = System.nanoTime();
        failed += well ? 0 : 1;
        landings++;
        if (landings == span.warmUp() || landings == 1 && span.warmUp() == 0) {
            first = span.warmUp() == 0 ? begun : now;
            end = span.seconds() == 0 ? Long.MAX_VALUE : now + span.seconds() * 1_000_000_000L;
            warm.countDown();
        }
        if (landings > span.warmUp()) {
            last = now;
            done++;
            millis.add((now - begun) / 1e6);
        }
    }

    private Result result(double cpuSeconds) {
        double seconds = (last - first) / 1e9;
        return new Result(done, failed, done / seconds, cpuSeconds / done * 1e6);
    }
}
