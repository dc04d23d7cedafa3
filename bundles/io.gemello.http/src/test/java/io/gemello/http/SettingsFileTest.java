package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {
    @TempDir Path folder;

    @Test
    void whatIsWrittenIsReadBackTheSameAndTheFrameworksOwnPropertiesAreLeftOut() throws IOException {
        Hashtable<String, Object> changed = new Hashtable<>(Map.of("url", " tcp://größe\\x\n= y #", "names", new String[] {"a", "b"}, "more", List.of(1, 2), "period", 5L, "service.pid", "io.gemello.x", "felix.fileinstall.filename", "f"));
        Properties read = new Properties();
        read.load(new StringReader(SettingsFile.text("", changed)));
        assertEquals(Map.of("url", " tcp://größe\\x\n= y #", "names", "a,b", "more", "1,2", "period", "5"), read);
    }

    @Test
    void commentsAndUnchangedLinesStayAsTheyWereWritten() throws IOException {
        String before = "# mine \\\n\nlong=a,\\\n  b\ngone : 1\n  ! not this\nurl: tcp://x\nkey=${env:KEY}\n";
        String after = SettingsFile.text(before, new Hashtable<>(Map.of("long", new String[] {"a", "b"}, "url", "tcp://y", "fresh", true, "key", "secret")));
        assertEquals("# mine \\\n\nlong=a,\\\n  b\n  ! not this\nurl = tcp://y\nkey=${env:KEY}\nfresh = true\n", after);
    }

    @Test
    void aFileThatSaysItAlreadyIsNotTouchedAndNothingIsLeftBeside() throws IOException {
        Path file = folder.resolve("x.cfg");
        SettingsFile.write(file, new Hashtable<>(Map.of("a", 1)));
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        SettingsFile.write(file, new Hashtable<>(Map.of("a", "1")));
        assertEquals(FileTime.fromMillis(0), Files.getLastModifiedTime(file));
        SettingsFile.write(file, new Hashtable<>(Map.of("a", "2")));
        assertEquals("a = 2\n", Files.readString(file));
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }
}
