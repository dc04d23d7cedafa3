package io.gemello.control;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import io.gemello.api.health.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** How control, its loops and actuators fare. */
final class ControlHealth {
    private static final String ARRIVES = "see to the broker and to the machine; it is sent again until it arrives";
    private final ControlCycle cycle;
    private final ControlCounts counts;
    private final LoopShelf shelf;
    private final HealthBook standing = new HealthBook();

    ControlHealth(ControlCycle cycle, ControlCounts counts, LoopShelf shelf) {
        this.cycle = cycle;
        this.counts = counts;
        this.shelf = shelf;
    }

    synchronized List<Health> check() {
        List<Health> all = new ArrayList<>();
        ControlView view = cycle.view();
        long armed = view.loops().stream().filter(loop -> loop.lease() != null).count();
        if (cycle.trouble() != null) {
            all.add(standing.now("control", Health.State.CRITICAL, "cycles fail: " + cycle.trouble(), "restart the bundle io.gemello.control; actuators then go to their safe values"));
        } else if (cycle.history().lost() > 0) {
            all.add(standing.now("control", Health.State.WARN, cycle.history().lost() + " events are not on the disk", "free disk space if it is full"));
        } else {
            all.add(standing.now("control", Health.State.OK, view.loops().size() + " loops, " + armed + " armed" + waiting(), ""));
        }
        List<BookFault> faults = shelf.refused().isEmpty() ? shelf.book().faults() : shelf.refused();
        if (faults.isEmpty()) {
            all.add(standing.now("control.files", Health.State.OK, "", ""));
        } else {
            all.add(standing.now("control.files", Health.State.WARN, (shelf.refused().isEmpty() ? "some loops or actuators are not used: " : "changed loop files are not used: ") + faults.get(0)
                + (faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : ""), "mend the loop files; GET /api/gemello/control lists all faults"));
        }
        view.loops().forEach(loop -> all.add(loop(loop)));
        view.actuators().stream().filter(driving -> !view.left().containsKey(driving.driven().point())).forEach(driving -> actuator(driving, all));
        view.left().forEach((point, missing) -> all.add(standing.now("control.actuator." + point, Health.State.CRITICAL,
            "control ended while it held it, and its safe value has not arrived yet: " + missing, ARRIVES)));
        return all;
    }

    /** They are loops too, though nothing can be asked of them. */
    private String waiting() {
        Set<String> waiting = new TreeSet<>(shelf.book().waiting().keySet());
        return waiting.isEmpty() ? "" : "; " + waiting.size() + " more without the bundle that brings their kind: " + String.join(", ", waiting);
    }

    private Health loop(ControlView.Loop loop) {
        String name = "control.loop." + loop.loop().name();
        if (loop.state().equals("blind")) {
            return standing.now(name, Health.State.CRITICAL, "armed, but only " + loop.usable() + " of " + loop.loop().inputs().size() + " inputs are usable", "see to its probes; it goes on by itself while its lease lasts");
        }
        if (loop.endsUnseen()) {
            return standing.now(name, Health.State.WARN, "not armed any more: " + loop.ended(), "see to it, then arm it again, or disarm it to say that this is known");
        }
        if (loop.failure() != null) {
            return standing.now(name, Health.State.WARN, loop.failure(), "replace the bundle that brings kind '" + loop.loop().origin().text().kind() + "'");
        }
        return standing.now(name, Health.State.OK, loop.lease() == null ? "dry run" : "armed by " + loop.lease().by() + " until " + loop.lease().until(), "");
    }

    private void actuator(ControlView.Driving driving, List<Health> to) {
        String name = "control.actuator." + driving.driven().point();
        if (driving.trouble() != null && !driving.holder().isEmpty()) {
            to.add(standing.now(name, Health.State.CRITICAL, (driving.toSafe() ? "its safe value does not arrive: " : "commands do not arrive: ") + driving.trouble(), ARRIVES));
        } else if (!driving.follows()) {
            to.add(standing.now(name, Health.State.WARN, "was told " + Driven.text(driving.written()) + " and says " + Driven.text(driving.present()), "see to the machine, or to who else writes to it"));
        } else {
            to.add(standing.now(name, Health.State.OK, driving.holder().isEmpty() ? "" : "held by " + driving.holder(), ""));
        }
    }

    void collect(Metrics to) {
        to.counter("gemello_control_cycles_total", "Control cycles.", counts.cycles);
        to.counter("gemello_control_late_cycles_total", "Control cycles that began late by more than a whole one.", counts.late);
        to.gauge("gemello_control_cycle_seconds", "What the last control cycle took.", counts.took / 1e9);
        to.counter("gemello_control_decisions_total", "Commands that loops decided on.", counts.decisions);
        to.counter("gemello_control_dry_total", "Commands of loops that are not armed; they are not written.", counts.dry);
        to.counter("gemello_control_overruled_total", "Commands of armed loops for an actuator that another one with more priority writes.", counts.overruled);
        to.counter("gemello_control_cut_total", "Commands cut to the actuator's bounds.", counts.cut);
        to.counter("gemello_control_refused_total", "Commands that were no number, or not for an actuator of the loop's.", counts.refused);
        to.counter("gemello_control_sent_total", "Messages to actuators, repetitions included.", counts.sent);
        to.counter("gemello_control_send_failures_total", "Messages to actuators that did not arrive.", counts.sendFailures);
        to.counter("gemello_control_safe_total", "Times an actuator was brought to its safe value.", counts.safe);
        to.counter("gemello_control_loop_failures_total", "Times a loop failed or was too slow.", counts.loopFailures);
        for (ControlView.Loop loop : cycle.view().loops()) {
            to.gauge("gemello_control_armed", "1 while the loop is armed.", loop.lease() == null ? 0 : 1, "loop", loop.loop().name());
        }
    }
}
