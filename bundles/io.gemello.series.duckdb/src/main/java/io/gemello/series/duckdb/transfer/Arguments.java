package io.gemello.series.duckdb.transfer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and options of a command; an option may come more than once. */
record Arguments(List<String> words, Map<String, List<String>> options) {
    /** @throws IllegalArgumentException naming an option that is unknown or lacks its value */
    static Arguments parse(Set<String> known, String... args) {
        List<String> words = new ArrayList<>();
        Map<String, List<String>> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                words.add(args[i]);
            } else if (!known.contains(args[i])) {
                throw new IllegalArgumentException("unknown option " + args[i] + "; known are " + String.join(", ", known.stream().sorted().toList()));
            } else if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            } else {
                options.computeIfAbsent(args[i], name -> new ArrayList<>()).add(args[++i]);
            }
        }
        return new Arguments(words, options);
    }

    /** The last that was given. */
    String option(String name, String otherwise) {
        List<String> given = options.getOrDefault(name, List.of());
        return given.isEmpty() ? otherwise : given.get(given.size() - 1);
    }

    String format(String file) {
        String given = option("--format", null);
        String name = file.endsWith(".gz") ? file.substring(0, file.length() - 3) : file;
        String format = given != null ? given : name.endsWith(".csv") ? "csv" : name.endsWith(".parquet") ? "parquet" : name.matches(".*\\.(lp|line|txt)") ? "line" : "";
        if (!Set.of("csv", "line", "parquet").contains(format)) {
            throw new IllegalArgumentException("the ending of " + file + " does not say what it is: give --format csv, line or parquet");
        }
        return format;
    }
}
