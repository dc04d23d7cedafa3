package io.gemello.control;

import io.gemello.api.control.LoopFault;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A loop as it stands in a file.
 *
 * @param path where, e.g. {@code loops[0]}
 * @param priority the larger comes first
 * @param usable share of the inputs that must be live and not bad
 * @param options the kind's own
 */
record LoopText(String file, String path, String name, String kind, double priority, Choice inputs, double usable, Choice actuators, Map<String, Object> options) {
    private static final Set<String> SHARED = Set.of("loop", "kind", "priority", "inputs", "usable", "actuators", "comment");
    private static final double USUAL_USABLE = 0.9;

    static LoopText of(String file, String path, Object given) {
        Map<String, Object> text = Words.map("", given);
        double usable = text.containsKey("usable") ? Words.number(text, "usable") : USUAL_USABLE;
        if (usable <= 0 || usable > 1) {
            throw new LoopFault("usable", "is a share of the inputs: above 0, at most 1");
        }
        Map<String, Object> options = new LinkedHashMap<>(text);
        options.keySet().removeAll(SHARED);
        options.forEach((name, value) -> {
            if (value == null) {
                throw new LoopFault(name, "is null; leave it out");
            }
        });
        return new LoopText(file, path, Words.name(text, "loop"), Words.text(text, "kind"), text.containsKey("priority") ? Words.number(text, "priority") : 0,
            Choice.of("inputs", text.get("inputs")), usable, Choice.of("actuators", text.get("actuators")), Map.copyOf(options));
    }

    /** The same text wherever it stands: moved about in the files, a loop is still the same loop. */
    LoopText anywhere() {
        return new LoopText("", "", name, kind, priority, inputs, usable, actuators, options);
    }
}
