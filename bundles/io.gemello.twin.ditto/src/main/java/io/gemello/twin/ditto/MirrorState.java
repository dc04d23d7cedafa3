package io.gemello.twin.ditto;

import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the mirror fares, for health and metrics. Any thread. */
final class MirrorState {
    private static final Logger LOG = LoggerFactory.getLogger(MirrorState.class);
    private static final String NAME = "twin.ditto";
    /** A refusal of what came back is shown for so long. */
    private static final Duration FRESH = Duration.ofMinutes(15);
    /** Between two log lines about refusals. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    private final String url;
    private final LongSupplier nanoTime;
    private final Map<String, LongAdder> sent = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> back = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> backRefused = new ConcurrentHashMap<>();
    private final LongAdder unchanged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private volatile Health connection;
    private volatile Turns turns;
    private volatile String lastRefusal = "";
    private volatile String lastRefusalHere = "";
    private volatile long lastRefusalHereAt;
    private volatile boolean connected;
    private long loggedAt;
    private boolean logged;

    MirrorState(String url, LongSupplier nanoTime) {
        this.url = url;
        this.nanoTime = nanoTime;
        connection = new Health(NAME, Health.State.WARN, Instant.now(), "connecting to " + url);
    }

    synchronized void connected(Turns now) {
        connections.increment();
        turns = now;
        connected = true;
        if (connection.state() != Health.State.OK) {
            LOG.info("things are mirrored in the Ditto at {}", url);
        }
        become(Health.State.OK, "things are mirrored in the Ditto at " + url, "");
    }

    /** @param wrong whether somebody has to mend it; else it mends itself */
    synchronized void failed(String why, boolean wrong, String remedy) {
        connected = false;
        String before = connection.message();
        become(wrong ? Health.State.CRITICAL : Health.State.WARN, "things are not mirrored in the Ditto at %s: %s".formatted(url, why), remedy);
        if (!connection.message().equals(before)) {
            LOG.warn("{}; {}", connection.message(), connection.remedy());
        }
    }

    /** Until there is a site and a twin. */
    synchronized void waitingFor(String whom) {
        connected = false;
        become(Health.State.WARN, "the mirror waits for " + whom, "it goes on by itself");
    }

    private void become(Health.State state, String message, String remedy) {
        Health before = connection;
        connection = new Health(NAME, state, before.state() == state ? before.since() : Instant.now(), message, remedy);
    }

    void created() {
        count(sent, "create");
    }

    void changed() {
        count(sent, "change");
    }

    void deleted() {
        count(sent, "delete");
    }

    /** It was there already as it should be. */
    void same() {
        unchanged.increment();
    }

    /** @param kind {@code desired} or {@code message} */
    void broughtBack(String kind) {
        count(back, kind);
    }

    void refusedHere(String kind, String target, String why) {
        count(backRefused, kind);
        lastRefusalHere = target + ": " + why;
        lastRefusalHereAt = nanoTime.getAsLong();
    }

    private static void count(Map<String, LongAdder> of, String kind) {
        of.computeIfAbsent(kind, none -> new LongAdder()).increment();
    }

    synchronized void refusedThere(String id, Refused refusal) {
        refused.increment();
        lastRefusal = id + ": " + refusal.getMessage();
        long now = nanoTime.getAsLong();
        if (!logged || now - loggedAt > QUIET.toNanos()) {
            logged = true;
            loggedAt = now;
            LOG.warn("the Ditto at {} refused a change of {}; it is tried again", url, lastRefusal);
        }
    }

    Health health() {
        Health now = connection;
        Turns waiting = turns;
        if (now.state() != Health.State.OK || waiting == null) {
            return now;
        }
        int failing = waiting.failing();
        if (failing > 0) {
            return new Health(NAME, Health.State.WARN, now.since(), "the Ditto at %s refuses %d of %d things; the last: %s".formatted(url, failing, waiting.size(), lastRefusal),
                "its sentence says why; the user needs READ and WRITE on thing:/ of things that are there already");
        }
        if (!lastRefusalHere.isEmpty() && nanoTime.getAsLong() - lastRefusalHereAt < FRESH.toNanos()) {
            return new Health(NAME, Health.State.WARN, now.since(), "what came back from the Ditto at %s was refused here; the last: %s".formatted(url, lastRefusalHere),
                "the thing's policy decides what the subject " + Mirror.SUBJECT + " may do");
        }
        return new Health(NAME, Health.State.OK, now.since(), "%d things are mirrored in the Ditto at %s".formatted(waiting.size(), url));
    }

    void collect(Metrics to) {
        Turns now = turns;
        to.gauge("gemello_twin_ditto_connected", "Whether things are mirrored at this moment.", connected ? 1 : 0);
        to.counter("gemello_twin_ditto_connections_total", "Times that a connection was made and all things were looked at.", connections.sum());
        to.gauge("gemello_twin_ditto_things", "Things that are mirrored.", now == null ? 0 : now.size());
        to.gauge("gemello_twin_ditto_things_waiting", "Things whose newest state is not there yet.", now == null ? 0 : now.waiting());
        to.gauge("gemello_twin_ditto_lag_seconds", "How long the newest of some thing has been waiting.", now == null ? 0 : now.oldestSeconds());
        new TreeMap<>(sent).forEach((kind, count) -> to.counter("gemello_twin_ditto_commands_total", "Commands that the other Ditto carried out.", count.sum(), "kind", kind));
        to.counter("gemello_twin_ditto_unchanged_total", "Looks at a thing that found nothing to do.", unchanged.sum());
        to.counter("gemello_twin_ditto_refused_total", "Commands that the other Ditto refused.", refused.sum());
        new TreeMap<>(back).forEach((kind, count) -> to.counter("gemello_twin_ditto_back_total", "What came back and was carried out here.", count.sum(), "kind", kind));
        new TreeMap<>(backRefused).forEach((kind, count) -> to.counter("gemello_twin_ditto_back_refused_total", "What came back and was refused here.", count.sum(), "kind", kind));
    }
}
