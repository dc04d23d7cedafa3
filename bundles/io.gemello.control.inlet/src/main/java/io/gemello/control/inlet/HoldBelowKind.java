package io.gemello.control.inlet;

import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopKind;
import io.gemello.api.control.LoopSetting;
import java.util.Set;
import org.osgi.service.component.annotations.Component;

/** The kind {@code hold-below}: holds the hottest of its inputs below a limit by driving its actuators up, e.g. inlets of racks by the fans of the cooling units. */
@Component
public final class HoldBelowKind implements LoopKind {
    @Override
    public String kind() {
        return "hold-below";
    }

    @Override
    public Set<String> options() {
        return HoldBelow.OPTIONS;
    }

    @Override
    public ControlLoop prepare(LoopSetting setting) {
        return HoldBelow.of(setting);
    }
}
