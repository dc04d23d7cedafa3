package io.gemello.control;

import io.gemello.api.control.Command;
import io.gemello.api.control.Snapshot;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How one loop stands: its lease, its inputs, its failures, its last decisions. The control thread's alone. */
final class LoopCell {
    /** Failures in a row that end a lease. */
    static final int PATIENCE = 3;
    private final BoundLoop loop;
    private final LoopThread thread;
    private final List<Decision> decisions = new ArrayList<>();
    private final Set<String> cut = new HashSet<>();
    private Lease lease;
    private int failures;
    private int usable;
    private String failure;
    private String ended;
    private boolean endSeen;

    LoopCell(BoundLoop loop) {
        this.loop = loop;
        thread = new LoopThread(loop.name(), loop.loop());
    }

    /** Whether it may be asked at all. */
    boolean sees(Snapshot now) {
        usable = (int) loop.inputs().stream().filter(now::usable).count();
        return usable >= loop.least();
    }

    void ask(Snapshot now) {
        decisions.clear();
        thread.ask(now);
    }

    /** Its commands, none where it failed. */
    List<Command> answer(long nanos) throws InterruptedException {
        try {
            List<Command> commands = thread.answer(nanos);
            failures = 0;
            failure = null;
            return commands;
        } catch (LoopThread.Failed failed) {
            failures++;
            failure = failed.getMessage();
            return List.of();
        }
    }

    /** Its inputs cannot be used, so it is not asked. */
    void blind() {
        decisions.clear();
        failures = 0;
        failure = null;
    }

    boolean broken() {
        return failures >= PATIENCE;
    }

    void decided(Decision decision) {
        decisions.add(decision);
    }

    /** @return whether what it wants of this actuator has just begun to lie out of bounds */
    boolean beginsToBeCut(String point, boolean now) {
        if (!now) {
            cut.remove(point);
        }
        return now && cut.add(point);
    }

    void arm(Lease now) {
        lease = now;
        cut.clear();
        ended = null;
        failures = 0;
    }

    /** @param seen whether somebody ended it or knew that it would end: it needs no person to see to it */
    void end(String why, boolean seen) {
        lease = null;
        ended = why;
        endSeen = seen;
    }

    void close() {
        thread.close();
    }

    BoundLoop loop() {
        return loop;
    }

    String name() {
        return loop.name();
    }

    /** Null for none. */
    Lease lease() {
        return lease;
    }

    /** Inputs that are live and not bad. */
    int usable() {
        return usable;
    }

    boolean seeing() {
        return usable >= loop.least();
    }

    /** What went wrong when it was asked last; null for nothing. */
    String failure() {
        return failure;
    }

    /** Why its last lease ended; null while there is one, and where there was none. */
    String ended() {
        return ended;
    }

    /** Whether it ended for a reason that nobody has seen yet. */
    boolean endsUnseen() {
        return ended != null && !endSeen;
    }

    List<Decision> decisions() {
        return List.copyOf(decisions);
    }
}
