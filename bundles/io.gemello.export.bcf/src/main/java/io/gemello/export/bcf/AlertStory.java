package io.gemello.export.bcf;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.alert.Priority;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Follows the alerts' history, and keeps what stands and what ended lately. Touched by the export's thread alone. */
final class AlertStory {
    private static final int BATCH = 1_000;
    /** However lately they ended: an alert that comes and goes all day must not fill the memory. */
    private static final int MOST_OVER = 10_000;
    private static final long FRESH_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final Set<AlertState> STANDING = EnumSet.complementOf(EnumSet.of(AlertState.NORMAL, AlertState.SHELVED, AlertState.OUT_OF_SERVICE));
    private final long keptNanos;
    private final Map<String, Told> standing = new HashMap<>();
    private final List<Occurrence> over = new ArrayList<>();
    private long last;

    private static final class Told {
        private final List<AlertStep> steps = new ArrayList<>();
        private Priority priority;
        /** A reading may be judged after a person's step, and be older than that. */
        private long newest;

        private void step(AlertStep step) {
            steps.add(step);
            newest = Math.max(newest, step.at());
            priority = STANDING.contains(step.to()) || priority == null ? step.priority() : priority;
        }

        private Occurrence occurrence() {
            return new Occurrence(steps, priority);
        }
    }

    /** @param keptNanos how long one that is over is still told */
    AlertStory(long keptNanos) {
        this.keptNanos = keptNanos;
    }

    /** Takes in what has come. @param now site time, UTC nanoseconds */
    void follow(AlertTrail trail, long now) throws IOException {
        for (List<AlertStep> more = trail.after(last, BATCH); !more.isEmpty(); more = trail.after(last, BATCH)) {
            more.forEach(this::take);
            forget(now);
        }
        forget(now);
    }

    private void forget(long now) {
        over.removeIf(one -> one.last().decided() < now - keptNanos);
        over.subList(0, Math.max(0, over.size() - MOST_OVER)).clear();
    }

    private void take(AlertStep step) {
        last = step.number();
        Told told = standing.get(step.alert());
        if (told == null && STANDING.contains(step.to())) {
            told = new Told();
            standing.put(step.alert(), told);
        }
        // Else somebody has silenced an alert that was normal: nothing has happened to the building.
        if (told != null) {
            told.step(step);
            if (step.to() == AlertState.NORMAL) {
                over.add(standing.remove(step.alert()).occurrence());
            }
        }
    }

    /** Whether the history has not yet told how an alert came to stand as it does. Of what stands longer it never will: it may have been let go. */
    boolean behind(Alert alert, long now) {
        Told told = standing.get(alert.id());
        return told == null ? STANDING.contains(alert.state()) && now - alert.since() < FRESH_NANOS : told.newest < alert.since();
    }

    /** What stands, then what is over, the oldest first. */
    List<Occurrence> occurrences() {
        List<Occurrence> all = new ArrayList<>(standing.values().stream().map(Told::occurrence).toList());
        all.addAll(over);
        return all;
    }
}
