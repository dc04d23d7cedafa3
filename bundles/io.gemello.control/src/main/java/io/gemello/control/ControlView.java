package io.gemello.control;

import io.gemello.api.control.Snapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** How all stands after a cycle, for any thread. @param left points of actuators that were held when control ended, and what is missing until their safe values have arrived */
record ControlView(Instant at, List<Loop> loops, List<Driving> actuators, Map<String, String> left) {
    static final ControlView NONE = new ControlView(Instant.EPOCH, List.of(), List.of(), Map.of());
    /** What was sent is to be seen at the actuator's point after so long. */
    private static final long FOLLOWS_WITHIN_NANOS = 10_000_000_000L;

    /** @param state {@code dry}, {@code armed} or {@code blind}: armed, but its inputs cannot be used */
    record Loop(BoundLoop loop, String state, Lease lease, int usable, String failure, String ended, boolean endsUnseen, List<Decision> decisions) {}

    /** @param present what its point says, NaN for unknown @param follows whether it says what was written */
    record Driving(Driven driven, String holder, boolean toSafe, double written, double present, String reason, String trouble, boolean follows) {}

    static ControlView of(ControlDesk desk, Map<String, String> left, long nanos) {
        Snapshot now = desk.snapshot();
        return new ControlView(Instant.now(),
            desk.loops().stream().map(cell -> new Loop(cell.loop(), cell.lease() == null ? "dry" : cell.seeing() ? "armed" : "blind", cell.lease(), cell.usable(), cell.failure(), cell.ended(), cell.endsUnseen(), cell.decisions())).toList(),
            desk.actuators().stream().map(cell -> driving(cell, left.get(cell.driven().point()), now, nanos)).toList(), left);
    }

    private static Driving driving(ActuatorCell cell, String left, Snapshot now, long nanos) {
        double present = now.value(cell.driven().actuator().point());
        double off = Math.abs(present - cell.written());
        boolean follows = !(nanos - cell.sentAt() > FOLLOWS_WITHIN_NANOS && off > Readback.tolerance(cell.driven().actuator()));
        return new Driving(cell.driven(), cell.holder(), cell.toSafe() || left != null, cell.written(), present, cell.reason(), left != null ? left : cell.trouble(), follows);
    }
}
