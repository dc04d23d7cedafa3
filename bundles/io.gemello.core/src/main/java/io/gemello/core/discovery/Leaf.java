package io.gemello.core.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A value in a payload.
 *
 * @param path names (String) and places (Integer) from the root; empty where the payload is the value
 * @param value Number, Boolean or String
 * @param around the objects that it stands in, the outermost first
 */
record Leaf(List<Object> path, Object value, List<Around> around) {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** An object that a value stands in, and where it is. */
    record Around(List<Object> path, Map<?, ?> members) {}

    /** Its own name; empty where the payload is the value. A place in an array goes by the array's name. */
    String name() {
        List<String> names = names();
        return names.isEmpty() ? "" : names.get(names.size() - 1);
    }

    /** The names on the way to it, its own last. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        path.forEach(step -> {
            if (step instanceof String name) {
                names.add(name);
            }
        });
        return names;
    }

    /** {@code $.params['switch:0'].output}; null for a name that the notation cannot write. */
    static String notation(List<Object> path) {
        StringBuilder text = new StringBuilder("$");
        for (Object step : path) {
            if (step instanceof Integer) {
                text.append('[').append(step).append(']');
            } else if (PLAIN.matcher((String) step).matches()) {
                text.append('.').append(step);
            } else if (!((String) step).contains("'")) {
                text.append("['").append(step).append("']");
            } else if (!((String) step).contains("\"")) {
                text.append("[\"").append(step).append("\"]");
            } else {
                return null;
            }
        }
        return text.toString();
    }
}
