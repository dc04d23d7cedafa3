package io.gemello.bench;

import java.util.HashMap;
import java.util.Map;

/** Options of the form {@code --name NUMBER}. */
final class Options {
    private final Map<String, Integer> given = new HashMap<>();

    private Options() {}

    static Options parse(String... args) {
        Options options = new Options();
        for (int i = 0; i < args.length; i += 2) {
            if (!args[i].startsWith("--") || i + 1 == args.length) {
                throw new IllegalArgumentException("options are --name NUMBER, not " + args[i]);
            }
            try {
                options.given.put(args[i].substring(2), Integer.parseInt(args[i + 1]));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(args[i] + " " + args[i + 1] + ": not a number");
            }
        }
        return options;
    }

    /** Takes an option, so that {@link #finish} can name those that nobody knows. */
    int take(String name, int otherwise, int atLeast) {
        Integer value = given.remove(name);
        if (value != null && value < atLeast) {
            throw new IllegalArgumentException("--" + name + " must be " + atLeast + " or more");
        }
        return value == null ? otherwise : value;
    }

    void finish() {
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("unknown options: " + given.keySet());
        }
    }
}
