package io.gemello.bench;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Processor time over a span, by process and by the runtime's threads. */
final class Stages {
    private static final int SHOWN = 16;

    private final long pid;
    private final double cpu;
    private final ThreadCpu threads;

    private Stages(long pid, double cpu, ThreadCpu threads) {
        this.pid = pid;
        this.cpu = cpu;
        this.threads = threads;
    }

    /** The beginning of the span. */
    static Stages of(RuntimeProcess runtime) throws Exception {
        return new Stages(runtime.pid(), Proc.cpuSeconds(runtime.pid()), ThreadCpu.of(runtime.pid()));
    }

    /** Prints what was used since. */
    void print(long readings) throws Exception {
        double all = Proc.cpuSeconds(pid) - cpu;
        Map<String, Double> used = ThreadCpu.of(pid).since(threads);
        System.out.printf(Locale.ROOT, "CPU of the runtime: %.1f s, %.1f µs a reading, of these by thread:%n", all, all / readings * 1e6);
        used.entrySet().stream().sorted(Map.Entry.comparingByValue(Comparator.reverseOrder())).limit(SHOWN).forEach(thread ->
                System.out.printf(Locale.ROOT, "  %7.1f s %7.2f µs  %s%n", thread.getValue(), thread.getValue() / readings * 1e6, thread.getKey()));
        double named = used.values().stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(Locale.ROOT, "  %7.1f s %7.2f µs  threads that have ended%n", Math.max(0, all - named), Math.max(0, all - named) / readings * 1e6);
    }
}
