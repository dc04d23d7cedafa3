package io.gemello.api.bim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
    @TempDir
    Path folder;

    @Test
    void whoReadsTheOldFileReadsAllOfIt() throws Exception {
        Path file = folder.resolve("out/made/one.txt");
        assertTrue(ExportFile.write(file, new byte[] {1, 2, 3}));
        try (InputStream reader = Files.newInputStream(file)) {
            assertTrue(ExportFile.write(file, new byte[] {4}));
            assertArrayEquals(new byte[] {1, 2, 3}, reader.readAllBytes());
        }
        assertArrayEquals(new byte[] {4}, Files.readAllBytes(file));
        try (Stream<Path> left = Files.list(file.getParent())) {
            assertEquals(List.of(file), left.toList(), "nothing else stays there");
        }
    }

    @Test
    void theSameBytesAreNotWrittenAgain() throws Exception {
        Path file = folder.resolve("one.txt");
        ExportFile.write(file, new byte[] {1, 2});
        Object before = Files.readAttributes(file, "unix:ino").get("ino");
        assertFalse(ExportFile.write(file, new byte[] {1, 2}));
        assertEquals(before, Files.readAttributes(file, "unix:ino").get("ino"));
        assertTrue(ExportFile.write(file, new byte[] {1, 3}));
    }
}
