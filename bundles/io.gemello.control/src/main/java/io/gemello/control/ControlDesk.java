package io.gemello.control;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.control.Command;
import io.gemello.api.control.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The arbiter: asks all loops about one snapshot, and lets one of them write each actuator, the first by priority that has a lease.
 * One thread's; everything that time decides here goes by the machine's monotonic clock.
 */
final class ControlDesk {
    /** What the world gives. @param states the state of a point by its id @param site site time, UTC nanoseconds @param nanos monotonic @param replaying whether both are those of a recording */
    record Sources(Function<String, PointState> states, LongSupplier site, LongSupplier nanos, BooleanSupplier replaying) {}

    /** A request that the state of things does not allow. */
    static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refusal(String message) {
            super(message, null, false, false);
        }
    }

    private final Sources sources;
    private final ActuatorCell.Surroundings out;
    private final ControlCounts counts;
    private final long cycleNanos;
    private final Map<String, LoopCell> loops = new LinkedHashMap<>();
    private final ActuatorCells actuators;
    private Snapshot snapshot = new Snapshot(0, Duration.ZERO, Map.of(), Map.of(), Map.of());
    private long before;

    ControlDesk(Sources sources, ActuatorCell.Surroundings out, ControlCounts counts, Duration cycle) {
        this.sources = sources;
        this.out = out;
        actuators = new ActuatorCells(out, new Readback(sources.states, sources.site));
        this.counts = counts;
        cycleNanos = cycle.toNanos();
    }

    /** Loops that are the same keep their lease; the others lose it. */
    void install(LoopBook book) {
        Map<String, LoopCell> old = new HashMap<>(loops);
        loops.clear();
        for (BoundLoop loop : book.loops()) {
            LoopCell same = old.get(loop.name());
            if (same != null && same.loop() == loop) {
                old.remove(loop.name());
                loops.put(loop.name(), same);
            } else {
                loops.put(loop.name(), new LoopCell(loop));
            }
        }
        for (LoopCell gone : old.values()) {
            gone.close();
            if (gone.lease() != null) {
                String why = loops.containsKey(gone.name()) ? "the loop is another one now" : "the loop is gone";
                event("lease-over", gone.name(), "control", why);
                if (loops.containsKey(gone.name())) {
                    loops.get(gone.name()).end(why + "; arm it again", false);
                }
            }
        }
        actuators.install(book.actuators());
    }

    /** One cycle: look, ask, arbitrate, write. */
    void cycle() throws InterruptedException {
        long nanos = sources.nanos.getAsLong();
        long elapsed = before == 0 ? 0 : nanos - before;
        if (elapsed > 2 * cycleNanos) {
            counts.late++;
        }
        before = nanos;
        snapshot = look(elapsed);
        endLeases(nanos);
        Map<LoopCell, List<Command>> commands = ask(nanos + cycleNanos / 2);
        Map<Point, LoopCell> writers = new HashMap<>();
        commands.forEach((loop, wanted) -> wanted.forEach(command -> arbitrate(loop, command, writers, nanos, elapsed)));
        actuators.now().values().stream().filter(cell -> !writers.containsKey(cell.point())).forEach(cell -> idle(cell, nanos));
        actuators.see(nanos);
        counts.cycles++;
        counts.took = sources.nanos.getAsLong() - nanos;
    }

    private Snapshot look(long elapsed) {
        Map<Point, PointState> points = new HashMap<>();
        loops.values().forEach(cell -> cell.loop().inputs().forEach(point -> look(point, points)));
        actuators.now().keySet().forEach(point -> look(point, points));
        Snapshot seen = new Snapshot(sources.site.getAsLong(), Duration.ofNanos(elapsed), points, Map.of(), Map.of());
        Map<Point, Double> present = new HashMap<>();
        Map<Point, String> holders = new HashMap<>();
        actuators.now().forEach((point, cell) -> {
            present.put(point, Double.isNaN(cell.written()) ? seen.value(point) : cell.written());
            if (cell.held() && !cell.toSafe()) {
                holders.put(point, cell.holder());
            }
        });
        return new Snapshot(seen.now(), seen.elapsed(), points, present, holders);
    }

    private void look(Point point, Map<Point, PointState> to) {
        if (!to.containsKey(point)) {
            PointState state = sources.states.apply(point.id());
            if (state != null) {
                to.put(point, state);
            }
        }
    }

    private void endLeases(long nanos) {
        for (LoopCell loop : loops.values()) {
            if (loop.lease() != null && loop.lease().over(nanos)) {
                String why = "the lease of " + loop.lease().by() + " is over";
                event("lease-over", loop.name(), "control", why);
                loop.end(why, true);
            }
        }
    }

    /** In the order of priority. */
    private Map<LoopCell, List<Command>> ask(long deadline) throws InterruptedException {
        List<LoopCell> asked = new ArrayList<>();
        for (LoopCell loop : loops.values()) {
            boolean saw = loop.seeing();
            if (loop.sees(snapshot)) {
                loop.ask(snapshot);
                asked.add(loop);
            } else {
                loop.blind();
            }
            if (loop.lease() != null && saw != loop.seeing()) {
                event(saw ? "blind" : "sighted", loop.name(), "control", loop.usable() + " of " + loop.loop().inputs().size() + " inputs are usable, " + loop.loop().least() + " are needed");
            }
        }
        Map<LoopCell, List<Command>> commands = new LinkedHashMap<>();
        for (LoopCell loop : asked) {
            commands.put(loop, loop.answer(deadline - sources.nanos.getAsLong()));
            if (loop.failure() != null) {
                counts.loopFailures++;
                if (loop.broken() && loop.lease() != null) {
                    String why = LoopCell.PATIENCE + " failures in a row: " + loop.failure();
                    event("lease-over", loop.name(), "control", why);
                    loop.end(why, false);
                }
            }
        }
        return commands;
    }

    private void arbitrate(LoopCell loop, Command command, Map<Point, LoopCell> writers, long nanos, long elapsed) {
        counts.decisions++;
        ActuatorCell cell = actuators.of(command.point());
        if (cell == null || !loop.loop().drives(command.point()) || !Double.isFinite(command.value()) || writers.get(command.point()) == loop) {
            counts.refused++;
            loop.decided(new Decision(command.point().id(), command.value(), Double.NaN, command.reason(), "refused: " + (!Double.isFinite(command.value()) ? "it is no number"
                : writers.get(command.point()) == loop ? "a second command for the same actuator" : "it is no actuator of this loop")));
            return;
        }
        double cut = cell.driven().cut(command.value());
        if (cut != command.value()) {
            counts.cut++;
        }
        if (loop.beginsToBeCut(command.point().id(), cut != command.value()) && loop.lease() != null) {
            out.event(new ControlEvent("cut", loop.name(), command.point().id(), cut, "control", Driven.text(command.value()) + " lies out of bounds: " + command.reason()));
        }
        // A gap of the machine's must not become a leap.
        double seconds = ActuatorCell.seconds(Math.min(elapsed, 2 * cycleNanos));
        double present = snapshot.present(command.point());
        String outcome;
        if (loop.lease() == null) {
            counts.dry++;
            outcome = "dry run: would write " + Driven.text(cell.limited(command.value(), present, seconds));
        } else if (actuators.leaves(cell.driven())) {
            outcome = "waits: it has yet to reach the safe value that it had before its description changed";
        } else if (writers.containsKey(command.point())) {
            counts.overruled++;
            outcome = "overruled by " + writers.get(command.point()).name();
        } else {
            writers.put(command.point(), loop);
            outcome = cell.command(loop.name(), command.value(), command.reason(), present, seconds, nanos);
        }
        loop.decided(new Decision(command.point().id(), command.value(), cut, command.reason(), outcome + (cut == command.value() ? "" : " (cut to " + Driven.text(cut) + ")")));
    }

    private void idle(ActuatorCell cell, long nanos) {
        LoopCell holder = loops.get(cell.holder());
        boolean lost = holder == null || holder.lease() == null;
        cell.idle(lost, cell.holder() + " may not write any more", nanos);
    }

    /** @param seen that the caller means, and may arm: another one of that name may drive more @return the lease as it stands then */
    Lease arm(BoundLoop seen, Duration time, String who, String comment) {
        String name = seen.name();
        LoopCell loop = known(name);
        if (loop.loop() != seen) {
            throw new Refusal("it is another one since a moment; look at it again");
        }
        if (loop.lease() == null && !loop.sees(snapshot)) {
            throw new Refusal("only " + loop.usable() + " of its " + loop.loop().inputs().size() + " inputs are usable, " + loop.loop().least() + " are needed");
        }
        if (loop.failure() != null) {
            throw new Refusal(loop.failure());
        }
        boolean extended = loop.lease() != null;
        Lease lease = new Lease(who, comment, sources.nanos.getAsLong() + time.toNanos(), Instant.now().plus(time));
        loop.arm(lease);
        event(extended ? "extend" : "arm", name, who, "for " + time.toSeconds() + " s: " + comment);
        return lease;
    }

    void disarm(String name, String who, String comment) {
        LoopCell loop = known(name);
        if (loop.lease() == null && !loop.endsUnseen()) {
            throw new Refusal("it is not armed");
        }
        if (loop.lease() != null) {
            event("disarm", name, who, comment);
        }
        loop.end(loop.lease() == null ? loop.ended() : "disarmed by " + who + ": " + comment, true);
    }

    private LoopCell known(String name) {
        LoopCell loop = loops.get(name);
        if (loop == null) {
            throw new Refusal("there is no such loop any more");
        }
        return loop;
    }

    private void event(String what, String loop, String actor, String reason) {
        out.event(new ControlEvent(what, loop, "", Double.NaN, actor, reason));
    }

    /** Everything is brought to its safe value. @return whether all have arrived there */
    boolean release(String why) {
        long nanos = sources.nanos.getAsLong();
        loops.values().stream().filter(loop -> loop.lease() != null).forEach(loop -> {
            event("lease-over", loop.name(), "control", why);
            loop.end(why, false);
        });
        return actuators.release(why, nanos);
    }

    void close() {
        loops.values().forEach(LoopCell::close);
        loops.clear();
    }

    List<LoopCell> loops() {
        return List.copyOf(loops.values());
    }

    List<ActuatorCell> actuators() {
        return actuators.all();
    }

    Snapshot snapshot() {
        return snapshot;
    }
}
