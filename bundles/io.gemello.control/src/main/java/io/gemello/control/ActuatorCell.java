package io.gemello.control;

import io.gemello.api.catalogue.Point;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * The one writer of an actuator: bounds, rate of change, deadband, expiry, and the way back to the safe value. The control thread's alone.
 *
 * <p>It is held from its first command until its safe value has arrived, that is until its point shows it, where it has one that speaks. What
 * is sent is sent again each {@code expiry} although nothing changed: an actuator that was restarted, or told something by hand, hears it
 * again.
 */
final class ActuatorCell {
    /** A message that is not acknowledged by then, and a safe value that is not shown, are sent anew. */
    static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final double NANOS = 1e9;
    /** A step that cannot be told is none. */
    private static final double NOTHING = 5e-4;

    /** What a cell uses and tells. */
    interface Surroundings {
        CompletableFuture<Void> send(Driven to, double value);

        void holds(Driven one) throws IOException;

        void released(Driven one);

        void event(ControlEvent event);

        void failed(Driven one, String why);
    }

    private final Driven driven;
    private final Surroundings out;
    private final Readback readback;
    private boolean held;
    private boolean toSafe;
    /** Whether the safe value was acknowledged; and of the first time it was, when it was sent, in site time. */
    private boolean told;
    private long toldAt;
    private long toldNanos;
    private String holder = "";
    private String reason = "";
    private long renewed;
    /** Where the value stands on its way to what is asked. */
    private double ramp = Double.NaN;
    private double written = Double.NaN;
    private long sentAt;
    private CompletableFuture<Void> underWay;
    private double underWayValue;
    private long underWayAt;
    private String trouble;

    ActuatorCell(Driven driven, Surroundings out, Readback readback) {
        this.driven = driven;
        this.out = out;
        this.readback = readback;
    }

    /** What this value would become now, within bounds and rate. @param from where the actuator stands, NaN for unknown */
    double limited(double asked, double from, double seconds) {
        double target = driven.cut(asked);
        double start = Double.isNaN(from) ? driven.actuator().safe() : from;
        double most = driven.actuator().ratePerSecond() * seconds;
        return driven.cut(start + Math.max(-most, Math.min(most, target - start)));
    }

    /** A loop with a lease commands it. @param present where it stands when nobody holds it @return what became of it */
    String command(String loop, double asked, String why, double present, double seconds, long nanos) {
        settle(nanos);
        if (!held) {
            try {
                out.holds(driven);
            } catch (IOException full) {
                trouble = "it cannot be noted on the disk that control holds it: " + full.getMessage();
                out.failed(driven, trouble);
                return "not sent: " + trouble;
            }
            held = true;
            ramp = present;
            written = Double.NaN;
        } else if (toSafe) {
            ramp = Double.isNaN(written) ? driven.actuator().safe() : written;
        }
        toSafe = false;
        told = false;
        holder = loop;
        reason = why;
        renewed = nanos;
        ramp = limited(asked, ramp, seconds);
        double target = driven.cut(asked);
        boolean arrives = Math.abs(ramp - target) < NOTHING && (target == driven.actuator().min() || target == driven.actuator().max());
        boolean due = Double.isNaN(written) || Math.abs(ramp - written) >= Math.max(driven.actuator().deadband(), NOTHING) || arrives && Math.abs(ramp - written) >= NOTHING;
        boolean again = !due && nanos - sentAt >= driven.actuator().expiry().toNanos();
        if (underWay != null) {
            return "on its way: " + Driven.text(underWayValue);
        }
        if (due || again) {
            send(due ? Driven.rounded(ramp) : written, nanos);
        }
        if (due) {
            event("write", underWayValue, why);
            return "sent: " + Driven.text(ramp) + (Math.abs(ramp - target) < NOTHING ? "" : ", as fast as it may change");
        }
        return trouble != null ? "did not arrive: " + trouble : "stays at " + Driven.text(written) + (Math.abs(written - target) < NOTHING ? "" : ": the change is smaller than the deadband");
    }

    /** Nobody commands it. @param lost whether its holder has lost its lease or is gone: then it does not wait for the expiry */
    void idle(boolean lost, String why, long nanos) {
        settle(nanos);
        if (!held || !toSafe && !lost && nanos - renewed < driven.actuator().expiry().toNanos()) {
            return;
        }
        if (!toSafe) {
            toSafe = true;
            told = false;
            event("safe", driven.actuator().safe(), lost ? why : "no command for " + driven.actuator().expiry().toSeconds() + " s");
            // What is under way may not overtake it: one connection keeps the order.
            underWay = null;
        }
        if (underWay == null && (!told || nanos - sentAt >= PATIENCE_NANOS)) {
            send(driven.actuator().safe(), nanos);
        }
        settle(nanos);
    }

    /** Whether the safe value has arrived. */
    void look(long nanos) {
        if (!held || !told) {
            return;
        }
        String missing = driven.speaks() ? readback.missing(driven.point(), driven.actuator().safe(), Readback.tolerance(driven.actuator()), toldAt) : null;
        if (missing == null) {
            held = false;
            toSafe = false;
            told = false;
            holder = "";
            trouble = null;
            out.released(driven);
        } else if (nanos - toldNanos >= PATIENCE_NANOS) {
            String before = trouble;
            trouble = missing;
            if (before == null) {
                event("failed", driven.actuator().safe(), missing);
            }
        }
    }

    private void send(double value, long nanos) {
        sentAt = nanos;
        underWayAt = readback.now();
        underWayValue = value;
        underWay = out.send(driven, value);
    }

    /** Looks at what was sent. */
    private void settle(long nanos) {
        if (underWay == null || !underWay.isDone() && nanos - sentAt < PATIENCE_NANOS) {
            return;
        }
        if (underWay.isDone() && !underWay.isCompletedExceptionally()) {
            written = underWayValue;
            if (!told) {
                trouble = null;
                told = toSafe && written == driven.actuator().safe();
                toldAt = underWayAt;
                toldNanos = sentAt;
            }
        } else {
            String before = trouble;
            trouble = underWay.isDone() ? underWay.handle((nothing, failure) -> String.valueOf(failure.getMessage())).join() : "the broker does not acknowledge it";
            out.failed(driven, trouble);
            if (before == null) {
                event("failed", underWayValue, trouble);
            }
        }
        underWay = null;
    }

    private void event(String what, double value, String why) {
        out.event(new ControlEvent(what, holder, driven.point(), value, "control", why));
    }

    /** Seconds for a rate. */
    static double seconds(long nanos) {
        return nanos / NANOS;
    }

    Driven driven() {
        return driven;
    }

    Point point() {
        return driven.actuator().point();
    }

    boolean held() {
        return held;
    }

    /** Whether it is on its way to its safe value. */
    boolean toSafe() {
        return toSafe;
    }

    /** The loop that commanded it last; empty where nobody holds it. */
    String holder() {
        return holder;
    }

    String reason() {
        return reason;
    }

    /** What arrived last while it is held, NaN for nothing. */
    double written() {
        return held ? written : Double.NaN;
    }

    /** Since the last message that was sent, in nanoseconds. */
    long sentAt() {
        return sentAt;
    }

    /** Why the last message did not arrive, or is not shown; null when it did. */
    String trouble() {
        return trouble;
    }
}
