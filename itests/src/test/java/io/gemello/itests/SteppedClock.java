package io.gemello.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** The wall clock of one process alone, set by libfaketime; what the process waits by goes on as it is. */
record SteppedClock(Path file) {
    /** @param folder for the file that tells the library the time */
    static SteppedClock in(Path folder, Duration offset) throws IOException {
        SteppedClock clock = new SteppedClock(folder.resolve("time"));
        clock.set(offset);
        return clock;
    }

    /** From the true time. */
    void set(Duration offset) throws IOException {
        Files.writeString(file, String.format("%+d\n", offset.toSeconds()));
    }

    /** For the process. Without the last setting every timed wait of the JVM would return at once. */
    Map<String, String> environment() throws IOException {
        return Map.of("LD_PRELOAD", library().toString(), "FAKETIME_TIMESTAMP_FILE", file.toString(), "FAKETIME_CACHE_DURATION", "1",
            "FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    private static Path library() throws IOException {
        try (Stream<Path> all = Files.find(Path.of("/usr/lib"), 3, (file, attributes) -> file.getFileName().toString().equals("libfaketimeMT.so.1"))) {
            return all.findFirst().orElseThrow(() -> new AssertionError("libfaketime is not here: apt-get install faketime"));
        }
    }
}
