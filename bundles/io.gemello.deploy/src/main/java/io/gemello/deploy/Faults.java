package io.gemello.deploy;

import io.gemello.api.health.Health;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with which file: said once in the log, shown in health until it is mended. Written by the deploying thread, read by any. */
final class Faults {
    private static final Logger LOG = LoggerFactory.getLogger(DeployComponent.class.getPackageName());
    private final Map<String, Said> said = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();
    private final Clock clock;

    private record Said(Fault fault, Instant since) {}

    Faults(Clock clock) {
        this.clock = clock;
    }

    void report(String file, Fault fault) {
        Said before = said.get(file);
        if (before != null && before.fault().equals(fault)) {
            return;
        }
        said.put(file, new Said(fault, clock.instant()));
        refused.incrementAndGet();
        LOG.warn("deploy/{}: {}", file, fault.sentence());
    }

    void mended(String file) {
        said.remove(file);
    }

    Fault of(String file) {
        Said found = said.get(file);
        return found == null ? null : found.fault();
    }

    long refused() {
        return refused.get();
    }

    List<Health> health() {
        List<Health> all = new ArrayList<>();
        said.forEach((file, is) -> all.add(new Health("deploy." + file, Health.State.WARN, is.since(), is.fault().what(), is.fault().remedy())));
        all.sort(Comparator.comparing(Health::name));
        return all;
    }
}
