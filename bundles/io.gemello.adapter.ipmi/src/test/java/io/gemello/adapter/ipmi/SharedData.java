package io.gemello.adapter.ipmi;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Recordings that are not part of the project; tests that need them are skipped, saying so, where they are missing. */
final class SharedData {
    private SharedData() {}

    static Path harvardIpmi() {
        Path folder = Path.of(System.getProperty("gemello.shared", "none"), "data", "harvard-ipmi");
        if (!Files.isDirectory(folder)) {
            System.out.println("skipped: shared data not found");
            Assumptions.abort("shared data not found");
        }
        return folder;
    }
}
