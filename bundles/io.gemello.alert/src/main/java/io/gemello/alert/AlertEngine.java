package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * All alerts of the site: readings, time and people go in, transitions come out. Nothing here waits or writes. What changed since
 * {@link #settled} is one step, to be made durable together. The engine's thread alone.
 */
final class AlertEngine implements AlertSteps {
    /** How far ahead of the clock a reading may be. */
    private static final long BELIEVABLE = 5_000_000_000L;
    /** Readings are on their way from a device's clock to here for less than that. */
    private static final long UNSETTLED = 10_000_000_000L;
    private final PointMemory points = new PointMemory();
    private final Map<String, AlertCell> cells = new LinkedHashMap<>();
    private final Map<Integer, List<AlertCell>> watchers = new HashMap<>();
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();
    private final AlertCounts counts;
    private final List<Transition> transitions = new ArrayList<>();
    private final Set<AlertCell> touched = new LinkedHashSet<>();
    private long processing;
    private long number;
    /** Readings from before this time are history that no rule was there for. */
    private long born;
    /** Silence before is nobody's. */
    private long started;
    /** Until when a point may go unheard since {@link #started}. */
    private long patient;
    /** Until then readings may come that were stamped before the clock was set back. */
    private long unsettled;

    private record Deadline(long at, AlertCell cell) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            return Long.compare(at, other.at);
        }
    }

    AlertEngine(AlertCounts counts) {
        this.counts = counts;
    }

    /** Takes an alert back from the disk. */
    void restore(String id, CellState state) {
        cells.put(id, new AlertCell(id, state, this));
    }

    /** Its rule had gone. */
    void forget(String id) {
        cells.remove(id);
    }

    /** @param lastNumber of the newest transition @param bornAt readings from before are not judged */
    void restore(long lastNumber, long bornAt) {
        number = lastNumber;
        born = bornAt;
    }

    /** @param since silence before is nobody's @param grace nanoseconds that a point has from then on to be heard for the first time */
    void listen(long since, long grace) {
        started = since;
        patient = since + grace;
    }

    /** The engine begins at this time: nothing that it remembers can lie ahead of it. */
    void begin(long now) {
        points.notAheadOf(now + BELIEVABLE);
        for (AlertCell cell : cells.values()) {
            cell.kept.at = Math.min(cell.kept.at, now + BELIEVABLE);
            for (int level = 0; level < cell.kept.since.length; level++) {
                cell.kept.since[level] = Math.min(cell.kept.since[level], now + BELIEVABLE);
            }
        }
    }

    /**
     * The machine's clock was set, or it has slept.
     *
     * @param by nanoseconds, negative for back: then what was heard is moved with it, for else readings on the clock as it is now would be
     *     late. Ahead it is left, for devices with clocks of their own, and those that have kept readings meanwhile, go on from there; silence counts anew
     * @param now site time as it is since
     */
    void moved(long by, long now) {
        deadlines.clear();
        if (by < 0) {
            points.moved(by);
            started += by;
            patient += by;
            unsettled = now + UNSETTLED;
        } else {
            started = Math.max(started + by, now);
            patient = Math.max(patient + by, now);
        }
        for (AlertCell cell : cells.values()) {
            cell.moved(by);
            if (by > 0) {
                cell.reach(now);
            }
            watch(cell);
        }
    }

    /** Takes the rules that hold from now on. @param now site time */
    void install(RuleBook book, long now) {
        processing = now;
        watchers.clear();
        deadlines.clear();
        for (BoundRule rule : book.rules().values()) {
            rule.points().forEach(point -> watchers.computeIfAbsent(point.key(), key -> new ArrayList<>(2)));
        }
        for (AlertCell cell : List.copyOf(cells.values())) {
            cell.watched = Long.MAX_VALUE;
            if (!book.rules().containsKey(cell.id)) {
                leave(cell, book.whole(), now);
            }
        }
        for (BoundRule rule : book.rules().values()) {
            AlertCell cell = cells.computeIfAbsent(rule.id(), id -> new AlertCell(id, new CellState(rule.rule(), rule.point()), this));
            cell.bind(rule);
            rule.points().forEach(point -> watchers.get(point.key()).add(cell));
            watch(cell);
        }
    }

    /**
     * Points that no rule has watched before stand where their newest readings left them. To be called before time goes on, when every reading
     * that was there as they were asked for has been taken: else older ones that are still to come would be passed over.
     */
    void recall(List<Reading> latest) {
        for (Reading reading : latest) {
            List<AlertCell> watching = watchers.get(reading.point().key());
            if (watching != null && points.heard(reading.point()) == 0 && !Quality.has(reading.quality(), Quality.SKEWED)) {
                points.take(reading.point().key(), reading.epochNanos(), reading.value(), reading.quality());
                watching.forEach(cell -> cell.reach(reading.epochNanos()));
            }
        }
    }

    /** A rule that is away, not gone, leaves its alert standing: nobody has said that it is over. */
    private void leave(AlertCell cell, boolean gone, long now) {
        cell.idle();
        if (gone) {
            cell.happen(AlertEvent.WITHDRAWN, now, Transition.SITE, "the site has this rule no more for this point");
            cells.remove(cell.id);
            touched.add(cell);
        } else {
            watch(cell);
        }
    }

    /** @param now site time */
    void take(List<Reading> readings, long now) {
        processing = now;
        for (Reading reading : readings) {
            List<AlertCell> watching = watchers.get(reading.point().key());
            if (watching == null) {
                continue;
            }
            boolean ahead = now < unsettled && reading.epochNanos() > now + BELIEVABLE;
            if (ahead || Quality.has(reading.quality(), Quality.SKEWED | Quality.BACK_FILLED) || reading.epochNanos() < points.heard(reading.point())) {
                counts.passedOver++;
                continue;
            }
            boolean before = reading.epochNanos() < born;
            for (int i = 0; i < watching.size() && !before; i++) {
                watching.get(i).advance(reading.epochNanos() - 1);
            }
            points.take(reading.point().key(), reading.epochNanos(), reading.value(), reading.quality());
            counts.readings++;
            for (int i = 0; i < watching.size() && !before; i++) {
                watching.get(i).take(reading);
                watch(watching.get(i));
                counts.judged++;
            }
        }
    }

    /** Time has come to here, and every reading that was there before has been taken. */
    void advance(long now) {
        processing = now;
        while (!deadlines.isEmpty() && deadlines.peek().at() <= now) {
            Deadline due = deadlines.poll();
            if (due.cell().watched == due.at()) {
                due.cell().watched = Long.MAX_VALUE;
                due.cell().advance(now);
                watch(due.cell());
            }
        }
    }

    /** A deadline is looked at when it is due; one that has moved away since is looked at too early, and set anew. */
    private void watch(AlertCell cell) {
        long due = cell.due();
        if (due < cell.watched) {
            cell.watched = due;
            deadlines.add(new Deadline(due, cell));
        }
    }

    /** What a person asks for. @return the alert as it stands then, or null where there is none @throws Refusal where its state does not allow that */
    Alert act(AlertAction action, long now) throws Refusal {
        processing = now;
        AlertCell cell = cells.get(action.alert());
        if (cell == null) {
            return null;
        }
        AlertState from = cell.kept.standing.state();
        long until = cell.kept.until;
        cell.kept.until = action.event() == AlertEvent.SHELVE ? now + action.time().toNanos() : until;
        if (!cell.happen(action.event(), now, action.who().name(), action.comment())) {
            cell.kept.until = until;
            throw new Refusal("it is " + from.word());
        }
        watch(cell);
        return cell.alert();
    }

    /** An action that the alert's state does not allow. */
    static final class Refusal extends Exception {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    @Override
    public PointMemory points() {
        return points;
    }

    @Override
    public long listening(Point point) {
        return points.heard(point) < started ? patient : started;
    }

    @Override
    public Verdict ask(BoundRule rule, AlertCell moment, double[] memory) {
        try {
            return Objects.requireNonNull(rule.check().judge(moment, memory), "it gave no verdict");
        } catch (Throwable broken) {
            counts.failed(rule, broken);
            return Verdict.UNKNOWN;
        }
    }

    @Override
    public void touched(AlertCell cell) {
        touched.add(cell);
    }

    @Override
    public void happened(AlertCell cell, AlertEvent event, AlertState from, long at, String actor, String reason) {
        CellState state = cell.kept;
        Point point = state.point;
        transitions.add(new Transition(++number, cell.id, state.rule, point.id(), point.asset(), event, from, state.standing.state(), state.level, state.priority, state.message,
            state.value, at, processing, actor, reason));
        touched.add(cell);
    }

    List<Transition> transitions() {
        return transitions;
    }

    /** What changed in this step; one that {@link #has} no more has gone with its rule. */
    Set<AlertCell> touched() {
        return touched;
    }

    boolean has(AlertCell cell) {
        return cells.get(cell.id) == cell;
    }

    Collection<AlertCell> cells() {
        return cells.values();
    }

    long number() {
        return number;
    }

    long born() {
        return born;
    }

    /** The step is durable: the next one begins. */
    void settled() {
        transitions.clear();
        touched.clear();
        points.dirty.clear();
    }
}
