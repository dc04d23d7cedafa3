package io.gemello.core.intake;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Says the same kind of thing once a minute, with how often it was so: what comes with every sample must not fill the log. Any thread. */
final class RareLog {
    private static final long EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** Kinds are few by nature; were they not, all that is beyond goes under one. */
    private static final int MOST_KINDS = 100;
    private final Map<String, Kind> kinds = new HashMap<>();
    private final LongSupplier nanos;
    private final Consumer<String> log;

    private static final class Kind {
        long saidAt;
        long unsaid;
    }

    /** @param nanos monotonic */
    RareLog(LongSupplier nanos, Consumer<String> log) {
        this.nanos = nanos;
        this.log = log;
    }

    void say(String kind, String sentence) {
        long unsaid;
        synchronized (this) {
            String of = kinds.containsKey(kind) || kinds.size() < MOST_KINDS ? kind : "";
            Kind known = kinds.get(of);
            long now = nanos.getAsLong();
            if (known != null && now - known.saidAt < EVERY_NANOS) {
                known.unsaid++;
                return;
            }
            if (known == null) {
                known = new Kind();
                kinds.put(of, known);
            }
            unsaid = known.unsaid;
            known.saidAt = now;
            known.unsaid = 0;
        }
        log.accept(unsaid == 0 ? sentence : sentence + " (and " + unsaid + " more like this since it was said last)");
    }
}
