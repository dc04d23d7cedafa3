package io.gemello.http.people;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The words and options of {@code user} and {@code token}. */
record CommandLine(List<String> words, Map<String, String> options) {
    /** @throws IllegalArgumentException naming an option that is unknown or lacks its value */
    static CommandLine parse(Set<String> known, String... args) {
        List<String> words = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("--")) {
                words.add(args[i]);
            } else if (!known.contains(args[i])) {
                throw new IllegalArgumentException("unknown option " + args[i] + "; known are " + String.join(", ", known));
            } else if (i + 1 == args.length) {
                throw new IllegalArgumentException(args[i] + " needs a value");
            } else {
                options.put(args[i], args[++i]);
            }
        }
        return new CommandLine(words, options);
    }

    String word(int index, String what) {
        if (index >= words.size()) {
            throw new IllegalArgumentException("give " + what);
        }
        return words.get(index);
    }

    /** @throws IllegalArgumentException when there is no such data folder: a typing error must not make a new one */
    UserFile users() {
        Path data = Path.of(options.getOrDefault("--data", "var"));
        if (!Files.isDirectory(data)) {
            throw new IllegalArgumentException("there is no data folder " + data + "; give --data DIR, the folder that `gemello run` uses");
        }
        return new UserFile(data.resolve("etc/users.json"));
    }
}
