package io.gemello.export.dynamo;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.api.reading.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Finds what has changed between two exports. A reading that only confirms a value is no change: Revit would have to be told thousands
 * of them. Written by the export's thread alone; any thread may look.
 */
final class SnapshotBook {
    private final String run;
    private long epochs;
    private volatile Snapshot current;

    /** @param run of this start: tags of another one are worth nothing */
    SnapshotBook(String run) {
        this.run = run;
    }

    /** Null before the first export. */
    Snapshot current() {
        return current;
    }

    Snapshot take(Overrides all) {
        Snapshot before = current;
        Snapshot now = before != null && sameShape(before.all(), all) ? next(before, all) : new Snapshot(all, run + "." + ++epochs, 0, all.elements().stream().map(any -> 0L).toList());
        current = now;
        return now;
    }

    /** Whether a delta can tell the difference: who has elements that are gone must be given all that are left. */
    private static boolean sameShape(Overrides one, Overrides other) {
        return one.site().equals(other.site()) && Objects.equals(one.model(), other.model())
            && one.schemes().stream().map(scheme -> scheme.name()).toList().equals(other.schemes().stream().map(scheme -> scheme.name()).toList())
            && one.elements().stream().map(ElementOverride::ifcGuid).toList().equals(other.elements().stream().map(ElementOverride::ifcGuid).toList());
    }

    private static Snapshot next(Snapshot before, Overrides all) {
        List<Long> changed = new ArrayList<>(before.changed());
        long version = before.version();
        for (int i = 0; i < changed.size(); i++) {
            if (!looksSame(before.all().elements().get(i), all.elements().get(i))) {
                version = before.version() + 1;
                changed.set(i, version);
            }
        }
        return new Snapshot(all, before.epoch(), version, List.copyOf(changed));
    }

    private static boolean looksSame(ElementOverride one, ElementOverride other) {
        if (one.parameters().size() != other.parameters().size() || !one.shades().keySet().equals(other.shades().keySet()) || !Objects.equals(one.revitUniqueId(), other.revitUniqueId())) {
            return false;
        }
        for (int i = 0; i < one.parameters().size(); i++) {
            if (!looksSame(one.parameters().get(i), other.parameters().get(i))) {
                return false;
            }
        }
        return one.shades().entrySet().stream().allMatch(shade -> looksSame(shade.getValue(), other.shades().get(shade.getKey())));
    }

    private static boolean looksSame(ElementParameter one, ElementParameter other) {
        return one.parameter().equals(other.parameter()) && Double.compare(one.value(), other.value()) == 0 && Objects.equals(one.text(), other.text()) && one.state() == other.state()
            && Quality.level(one.quality()) == Quality.level(other.quality());
    }

    private static boolean looksSame(Shade one, Shade other) {
        return one.key().equals(other.key()) && Objects.equals(one.rgb(), other.rgb());
    }
}
