package io.gemello.control;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopKind;
import java.util.List;
import java.util.Map;

/** A loop made ready for the site. @param origin what it was made from: as long as that is the same, the loop is the same, and a lease goes on */
record BoundLoop(Origin origin, ControlLoop loop) {
    /** @param assets for their relations, which a loop may have read */
    record Origin(LoopText text, LoopKind kind, List<Point> inputs, List<Driven> driven, Map<String, Asset> assets) {}

    String name() {
        return origin.text.name();
    }

    double priority() {
        return origin.text.priority();
    }

    List<Point> inputs() {
        return origin.inputs;
    }

    List<Driven> driven() {
        return origin.driven;
    }

    boolean drives(Point point) {
        return origin.driven.stream().anyMatch(one -> one.actuator().point().equals(point));
    }

    /** How many inputs must be usable. */
    int least() {
        return Math.max(1, (int) Math.ceil(origin.text.usable() * origin.inputs.size() - 1e-9));
    }
}
