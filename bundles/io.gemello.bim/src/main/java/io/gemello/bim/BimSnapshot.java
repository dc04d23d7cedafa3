package io.gemello.bim;

import io.gemello.api.bim.ColourScheme;
import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Overrides;
import java.util.List;
import java.util.Map;

/**
 * All live parameters and colours at one moment, each with the version in which it last changed. Immutable.
 *
 * @param epoch versions of another epoch say nothing: it changes with every start, and when the site, the model or the settings do
 * @param version counts the moments in which something has changed
 * @param epochNanos site time
 * @param faults of the settings and of what the plan could not use
 */
record BimSnapshot(LivePlan plan, String epoch, long version, long epochNanos, List<Cell> cells, List<Coloured> elements, List<ColourScheme> schemes, List<String> faults) {
    static final BimSnapshot EMPTY = new BimSnapshot(LivePlan.EMPTY, "none", 0, 0, List.of(), List.of(), List.of(AlertColours.DEFAULT.scheme()), List.of());

    record Cell(ElementParameter value, long version) {}

    /** @param shaded by the scheme's name the version in which the colour last changed */
    record Coloured(ElementOverride override, Map<String, Long> shaded) {}

    String etag() {
        return epoch + "-" + version;
    }

    /** The version of a tag of this epoch; -1 where it is of another, or none at all. */
    long version(String etag) {
        String number = etag != null && etag.startsWith(epoch + "-") ? etag.substring(epoch.length() + 1) : "";
        return number.matches("[0-9]{1,18}") && Long.parseLong(number) <= version ? Long.parseLong(number) : -1;
    }

    /** Null for a name that is none. */
    ColourScheme scheme(String name) {
        return schemes.stream().filter(scheme -> scheme.name().equals(name)).findFirst().orElse(null);
    }

    Overrides overrides() {
        return new Overrides(plan.site(), plan.model(), etag(), epochNanos, schemes, elements.stream().map(Coloured::override).toList());
    }
}
