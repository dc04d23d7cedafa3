package io.gemello.http.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;

/** Runs {@code cnf/trial-keys.sh}: openssl makes what operators have. */
final class TrialKeys {
    private TrialKeys() {}

    static void in(Path folder) throws IOException, InterruptedException {
        Process made = new ProcessBuilder("sh", Path.of("../../cnf/trial-keys.sh").toAbsolutePath().toString(), folder.toString()).inheritIO().start();
        assertEquals(0, made.waitFor(), "openssl could not make keys in " + folder + " (apt-get install openssl)");
    }
}
