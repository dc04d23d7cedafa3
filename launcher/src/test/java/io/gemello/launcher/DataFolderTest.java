package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir Path folder;

    @Test
    void aSecondRuntimeOnTheSameDataIsRefusedUntilTheFirstIsGone() throws IOException {
        Path data = folder.resolve("var");
        try (DataFolder first = DataFolder.open(data)) {
            UsageException said = assertThrows(UsageException.class, () -> DataFolder.open(data));
            assertTrue(said.getMessage().contains(data.toString()), said.getMessage());
        }
        DataFolder.open(data).close();
    }

    @Test
    void aFolderThatCannotBeUsedIsNamedWithWhatToDo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        String said = assertThrows(UsageException.class, () -> DataFolder.open(file)).getMessage();
        assertTrue(said.startsWith("--data " + file) && said.contains("may write"), said);
    }

    @Test
    void whatAKilledProcessLeftInTmpIsGoneAndRunJsonTellsNothingOld() throws IOException {
        Path data = folder.resolve("var");
        DataFolder.open(data).close();
        Files.createDirectories(data.resolve("tmp/a"));
        Files.writeString(data.resolve("tmp/a/library.so"), "72 MB");
        Files.writeString(data.resolve("run.json"), "{}");
        try (DataFolder again = DataFolder.open(data)) {
            try (var left = Files.list(data.resolve("tmp"))) {
                assertEquals(0, left.count());
            }
            assertFalse(Files.exists(data.resolve("run.json")));
        }
    }

    @Test
    void anOperatorsConfigurationIsNeverOverwrittenByDefaults() throws IOException {
        Path defaults = Files.createDirectories(folder.resolve("etc"));
        Files.writeString(defaults.resolve("a.cfg"), "x=default");
        Files.writeString(defaults.resolve("b.cfg"), "y=default");
        try (DataFolder data = DataFolder.open(folder.resolve("var"))) {
            Files.writeString(data.folder().resolve("etc/a.cfg"), "x=mine");
            data.copyDefaults(defaults);
            assertEquals("x=mine", Files.readString(data.folder().resolve("etc/a.cfg")));
            assertEquals("y=default", Files.readString(data.folder().resolve("etc/b.cfg")));
        }
    }

    @Test
    void aNewDataFolderIsItsOwnersAlone() throws IOException {
        DataFolder.open(folder.resolve("deep/var")).close();
        assertEquals("rwx------", java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("deep/var"))));
    }
}
