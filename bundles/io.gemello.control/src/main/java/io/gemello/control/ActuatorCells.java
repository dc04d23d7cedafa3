package io.gemello.control;

import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The cells of all actuators: those of the files that hold now, and those that left them and have yet to reach their safe values. The control thread's alone. */
final class ActuatorCells {
    private static final String CHANGED = "its description in the loop files has changed";
    private final ActuatorCell.Surroundings out;
    private final Readback readback;
    private final Map<Point, ActuatorCell> now = new LinkedHashMap<>();
    private final List<ActuatorCell> leaving = new ArrayList<>();

    ActuatorCells(ActuatorCell.Surroundings out, Readback readback) {
        this.out = out;
        this.readback = readback;
    }

    void install(Map<Point, Driven> actuators) {
        for (ActuatorCell cell : List.copyOf(now.values())) {
            if (!cell.driven().equals(actuators.get(cell.point()))) {
                now.remove(cell.point());
                if (cell.held()) {
                    leaving.add(cell);
                }
            }
        }
        actuators.forEach((point, driven) -> now.computeIfAbsent(point, same -> new ActuatorCell(driven, out, readback)));
    }

    /** Null for none. */
    ActuatorCell of(Point point) {
        return now.get(point);
    }

    /** Those of the files that hold now. */
    Map<Point, ActuatorCell> now() {
        return now;
    }

    /** Whether the actuator still has to reach the safe value of its old description, or another one on its topic does. */
    boolean leaves(Driven one) {
        return leaving.stream().map(ActuatorCell::driven).anyMatch(old -> old.point().equals(one.point()) || old.topic().equals(one.topic()));
    }

    /** After the commands of a cycle. */
    void see(long nanos) {
        leaving.forEach(cell -> cell.idle(true, CHANGED, nanos));
        all().forEach(cell -> cell.look(nanos));
        leaving.removeIf(cell -> !cell.held());
    }

    /** Everything is brought to its safe value. @return whether all have arrived there */
    boolean release(String why, long nanos) {
        all().forEach(cell -> cell.idle(true, why, nanos));
        // All are told before the first is looked at: looking may be what fails.
        all().forEach(cell -> cell.look(nanos));
        return all().stream().noneMatch(ActuatorCell::held);
    }

    List<ActuatorCell> all() {
        List<ActuatorCell> all = new ArrayList<>(now.values());
        all.addAll(leaving);
        return all;
    }
}
