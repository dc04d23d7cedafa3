package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActivationCountsTest {
    @TempDir
    Path temporary;
    private Path file;

    @BeforeEach
    void file() {
        file = temporary.resolve("activations");
    }

    @Test
    void anActivationCountsOnceWhoeverTellsOfIt() {
        ActivationCounts counts = new ActivationCounts(file, "1");
        counts.active("twin", 5);
        counts.active("twin", 5);
        counts.active("http", 6);
        counts.active("twin", 9);
        assertEquals(Map.of("twin", 2L, "http", 1L), counts.all());
    }

    /** The core's own restart must be seen too, or "restarted 0" says nothing. */
    @Test
    void theCoresNextStartCountsOnInTheSameProcessOnly() {
        ActivationCounts first = new ActivationCounts(file, "4711@1");
        first.active("core", 1);
        first.active("http", 2);
        first.save();
        ActivationCounts second = new ActivationCounts(file, "4711@1");
        second.active("core", 7);
        second.active("http", 2);
        assertEquals(Map.of("core", 2L, "http", 1L), second.all());
        assertEquals(Map.of(), new ActivationCounts(file, "4711@2").all());
    }

    @Test
    void numbersOfEndedActivationsAreForgottenButNeverThoseThatAreNewerThanTheLook() {
        ActivationCounts counts = new ActivationCounts(file, "1");
        counts.active("a", 1);
        counts.active("b", 2);
        counts.active("c", 8);
        counts.present(Set.of(1L, 5L));
        counts.active("c", 8);
        counts.active("a", 1);
        assertEquals(Map.of("a", 1L, "b", 1L, "c", 1L), counts.all());
    }

    @Test
    void aDamagedFileCostsTheCountOnly() throws Exception {
        Files.writeString(file, "process=\\u12");
        assertEquals(Map.of(), new ActivationCounts(file, "1").all());
    }
}
