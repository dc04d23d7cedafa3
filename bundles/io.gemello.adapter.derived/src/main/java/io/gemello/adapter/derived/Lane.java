package io.gemello.adapter.derived;

import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.reading.Reading;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The formulas over what was delivered live, or over what was filled in later, and the session that takes their results. Used by the loop's thread. */
final class Lane {
    /** A position that nobody knows, as that before the first batch. */
    static final long UNKNOWN = -1;
    private static final CompletableFuture<Void> NOTHING = CompletableFuture.completedFuture(null);

    private final String adapter;
    private final IntakeSession session;
    private final Evaluation evaluation;
    private final BiFunction<Catalogue, Point, String> address;
    private final Function<Point, Reading> latest;
    private Map<Integer, Slot> slots = Map.of();
    private Map<String, Binding> bindings = Map.of();
    private long anchor = UNKNOWN;
    private boolean anchored;
    private long closedBefore;
    private long newsAt = System.nanoTime();

    /**
     * @param adapter whose points are computed
     * @param address of a derived point in the session
     * @param latest newest reading of a point from before, or null
     */
    Lane(String adapter, IntakeSession session, Evaluation evaluation, BiFunction<Catalogue, Point, String> address, Function<Point, Reading> latest) {
        this.adapter = adapter;
        this.session = session;
        this.evaluation = evaluation;
        this.address = address;
        this.latest = latest;
    }

    /** @return the faults of formulas */
    List<String> install(Catalogue site) {
        Map<String, Binding> bound = new HashMap<>();
        Derivations derivations = Derivations.of(site, adapter, this::slot, point -> bound.computeIfAbsent(address.apply(site, point), wanted -> bindings.containsKey(wanted) ? bindings.get(wanted) : session.bind(wanted)));
        slots = derivations.slots();
        bindings = bound;
        evaluation.install(derivations);
        return derivations.faults();
    }

    private Slot slot(Point point) {
        Slot known = slots.get(point.key());
        if (known != null) {
            return known;
        }
        Slot slot = new Slot();
        Reading before = latest.apply(point);
        if (before != null) {
            slot.seed(before);
        }
        return slot;
    }

    void at(Evaluation.Moment now) {
        evaluation.at(now);
    }

    void take(Reading reading) {
        if (evaluation.take(reading)) {
            newsAt = System.nanoTime();
        }
    }

    /** How long no news has come, ns. */
    long quiet() {
        return System.nanoTime() - newsAt;
    }

    /** Computes what has come, for nothing more is to be expected soon. */
    void close() {
        evaluation.close();
    }

    /**
     * Hands over what was computed.
     *
     * @param before the journal's position before the batch that was taken
     * @param next behind it
     * @return completes when it is durable, and never fails
     */
    CompletableFuture<Void> submit(long before, long next) {
        // Readings of an interval that is not computed yet are read again after a restart.
        if (!evaluation.unfinished()) {
            anchor = next;
        } else if (evaluation.closed() > closedBefore || !anchored) {
            anchor = before;
        }
        anchored = true;
        closedBefore = evaluation.closed();
        evaluation.missing(session::lost);
        List<Sample> due = evaluation.due();
        return due.isEmpty() ? NOTHING : session.submit(due).toCompletableFuture().handle((done, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
                session.lost(cause instanceof JournalFull ? "journal-full" : "refused", due.size());
            }
            return null;
        });
    }

    /** The journal's position before the interval under way, or {@link #UNKNOWN}. */
    long anchor() {
        return anchor;
    }

    void end() {
        session.close();
    }
}
