package io.gemello.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The symbolic names that do not run as the distribution has them. Kept in the bundle's own storage, which is emptied at
 * each start of the process: it outlives a replacement of this bundle and nothing else.
 */
final class Managed {
    private final Path file;
    private final Set<String> names = new TreeSet<>();

    Managed(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            names.addAll(Files.readAllLines(file));
        }
    }

    Set<String> names() {
        return Set.copyOf(names);
    }

    void set(String name, boolean ours) throws IOException {
        if (ours ? names.add(name) : names.remove(name)) {
            Files.write(file, names);
        }
    }
}
