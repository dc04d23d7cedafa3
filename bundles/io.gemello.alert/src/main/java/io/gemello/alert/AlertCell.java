package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.Arrays;
import java.util.Collections;

/** One alert: its rule's memory, its delays, where it stands. The engine's thread alone. */
final class AlertCell implements RuleMoment {
    /** A kind of rule that asks for more often would hold the engine up; nanoseconds. */
    private static final long SOONEST = 1_000_000;
    final String id;
    private final AlertSteps steps;
    /** What is durable of it. */
    final CellState kept;
    /** Null while its rule is away: then it stands as it is. */
    private BoundRule rule;
    private DelayGate gate;
    /** Never runs back. */
    private long time;
    /** When the check wants to be asked again; 0 for never. */
    private long again;
    /** What was compared last. */
    private double seen = Double.NaN;
    private Reading fresh;
    /** Where it stands in the queue of deadlines; {@code Long.MAX_VALUE} when it does not. */
    long watched = Long.MAX_VALUE;

    AlertCell(String id, CellState kept, AlertSteps steps) {
        this.id = id;
        this.kept = kept;
        this.steps = steps;
    }

    BoundRule rule() {
        return rule;
    }

    /** Its rule is away for the moment. */
    void idle() {
        rule = null;
        gate = null;
        again = 0;
    }

    /** Takes its rule; what it remembers is kept where it still means the same. */
    void bind(BoundRule now) {
        boolean same = kept.print == now.print() && kept.memory.length == now.check().memory() && kept.since.length == now.onDelays().length;
        if (!same) {
            kept.print = now.print();
            kept.memory = new double[now.check().memory()];
            kept.since = new long[now.onDelays().length];
            kept.passed = 0;
            for (int level = 0; level < now.check().levels().size(); level++) {
                kept.passed |= kept.standing.condition() && now.check().levels().get(level).name().equals(kept.level) ? 1 << level : 0;
            }
            steps.touched(this);
        }
        // What has never been raised shows how bad it could become; what stands, how bad the rule calls it now.
        Priority priority = kept.level.isEmpty() ? Collections.max(now.priorities()) : now.priority(kept.level).orElse(kept.priority);
        if (priority != kept.priority) {
            kept.priority = priority;
            steps.touched(this);
        }
        kept.rule = now.rule();
        kept.point = now.point();
        rule = now;
        gate = new DelayGate(now.onDelays(), now.offDelay(), kept.since, kept.passed);
        time = Math.max(time, kept.at);
        for (Point point : now.points()) {
            time = Math.max(time, steps.points().heard(point));
        }
        // Asked at the next look at the clock, also where nothing new comes.
        again = 1;
    }

    /** It is not asked about any time before this. */
    void reach(long moment) {
        time = Math.max(time, moment);
    }

    /** A reading of one of its points, in order of its source's time. */
    void take(Reading reading) {
        if (rule != null) {
            time = Math.max(time, reading.epochNanos());
            fresh = reading;
            judge();
            fresh = null;
        }
    }

    /** Does what was due until then, each at its own time. */
    void advance(long until) {
        for (long due = due(); due <= until; due = due()) {
            time = Math.max(time, due);
            if (kept.until != 0 && kept.until <= time) {
                kept.until = 0;
                happen(AlertEvent.SHELF_TIME_OVER, time, Transition.CLOCK, "");
            }
            if (again != 0 && again <= time) {
                judge();
            } else if (gate != null) {
                pass();
            }
        }
    }

    long due() {
        long next = kept.until == 0 ? Long.MAX_VALUE : kept.until;
        next = again == 0 ? next : Math.min(next, again);
        return gate == null ? next : Math.min(next, gate.due());
    }

    private void judge() {
        double[] before = kept.memory.clone();
        long[] waiting = gate.since.clone();
        again = 0;
        Verdict verdict = steps.ask(rule, this, kept.memory);
        if (verdict.known()) {
            seen = verdict.value();
            gate.found(verdict.levels() & (1 << gate.since.length) - 1, time);
            pass();
        } else {
            gate.interrupted();
        }
        again = verdict.again() > time ? Math.max(verdict.again(), time + SOONEST) : 0;
        if (!Arrays.equals(before, kept.memory) || !Arrays.equals(waiting, gate.since)) {
            kept.at = time;
            steps.touched(this);
        }
    }

    private void pass() {
        int before = gate.passed;
        if (gate.pass(time)) {
            kept.passed = gate.passed;
            kept.at = time;
            steps.touched(this);
        }
        if (gate.passed == 0) {
            happen(AlertEvent.RETURNED, time, Transition.PROCESS, "");
            return;
        }
        int top = Integer.numberOfTrailingZeros(gate.passed);
        String name = rule.check().levels().get(top).name();
        boolean raised = !kept.standing.condition();
        if (raised || !name.equals(kept.level)) {
            kept.level = name;
            kept.priority = rule.priorities().get(top);
            kept.message = rule.say(top, seen);
            happen(raised ? AlertEvent.RAISED : (before & 1 << top) == 0 ? AlertEvent.WORSENED : AlertEvent.EASED, time, Transition.PROCESS, "");
        }
    }

    /** @return whether that can happen where it stands now */
    boolean happen(AlertEvent event, long at, String actor, String reason) {
        AlertState from = kept.standing.state();
        Standing after = kept.standing.after(event, rule != null && rule.latching()).orElse(null);
        if (after == null) {
            return false;
        }
        kept.standing = after;
        kept.value = gate == null ? kept.value : seen;
        if (after.state() != from) {
            kept.began = at;
        }
        if (event == AlertEvent.RAISED) {
            kept.raised = at;
        }
        if (after.state() != AlertState.SHELVED) {
            kept.until = 0;
        }
        steps.happened(this, event, from, at, actor, reason);
        return true;
    }

    /** The machine's clock was set: what runs goes on as long as it would have. */
    void moved(long by) {
        time = moved(time, by);
        again = again <= 1 ? again : moved(again, by);
        kept.at = moved(kept.at, by);
        kept.until = moved(kept.until, by);
        for (int level = 0; level < kept.since.length; level++) {
            kept.since[level] = moved(kept.since[level], by);
        }
        watched = Long.MAX_VALUE;
        steps.touched(this);
    }

    private static long moved(long time, long by) {
        return time == 0 ? 0 : Math.max(1, time + by);
    }

    Alert alert() {
        return new Alert(id, kept.rule, kept.point, kept.standing.state(), kept.standing.condition(), kept.level, kept.priority, kept.message, kept.value, kept.began, kept.raised, kept.until);
    }

    @Override
    public long now() {
        return time;
    }

    @Override
    public Reading fresh() {
        return fresh;
    }

    @Override
    public Reading latest(Point point) {
        return steps.points().latest(point, rule.worst());
    }

    @Override
    public long heard(Point point) {
        return steps.points().heard(point);
    }

    @Override
    public long listening() {
        return steps.listening(rule.point());
    }
}
