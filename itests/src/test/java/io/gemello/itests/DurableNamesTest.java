package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is renamed into place stays there through a loss of power: as the kernel saw it, the folder that holds the new name is synced afterwards. */
class DurableNamesTest {
    @TempDir Path folder;

    @Test
    void theFolderIsSyncedAfterEveryRename() throws Exception {
        Path site = TestSite.write(folder.resolve("site"), 2);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
            Path trace = folder.resolve("trace");
            Process strace = new ProcessBuilder("strace", "-f", "-qq", "-y", "-s", "300", "-e", "trace=rename,renameat,renameat2,fsync,fdatasync", "-o", trace.toString(), "-p", Long.toString(gemello.pid()))
                .redirectErrorStream(true).redirectOutput(folder.resolve("strace.out").toFile()).start();
            Story story = new Story(folder.resolve("var"));
            try {
                GemelloProcess.awaitTrue("strace attached", Duration.ofSeconds(20), () -> Files.exists(trace) && Files.size(trace) > 0);
                Files.write(site.resolve("site.properties"), List.of("site=trial", "adapters.hall.type=mqtt", "adapters.hall.sourceTime=ms", "adapters.side.type=mqtt", "adapters.side.subscribe=side/#"));
                assertEquals(200, gemello.send("POST", "/api/gemello/site", "").statusCode());
                assertEquals(200, gemello.send("DELETE", "/api/gemello/site", null).statusCode());
                GemelloProcess.awaitTrue("a checkpoint is written and its folder synced", Duration.ofSeconds(30), () -> {
                    String seen = Files.readString(trace);
                    int written = seen.lastIndexOf("latest.checkpoint.part\", ");
                    return written >= 0 && seen.indexOf("/journal>", written) >= 0;
                });
            } finally {
                strace.destroy();
                strace.waitFor(10, TimeUnit.SECONDS);
            }
            Files.readAllLines(trace).forEach(story::line);
            story.end();
            for (String renamed : List.of("journal/latest.checkpoint", "journal/site/applied", "journal/site/previous", "journal/site/undone", "journal/site/revision", "etc/io.gemello.adapter.mqtt-side.cfg")) {
                assertTrue(story.renamed.contains(renamed), renamed + " was to be renamed: " + story.renamed);
            }
            assertEquals(List.of(), story.unsynced);
        }
    }

    private static final class Story {
        private static final Pattern RENAME = Pattern.compile("(\\d+) +rename(?:at2?)?\\(.*\"([^\"]+)\"(?:, \\w+)?\\) += 0.*");
        private static final Pattern SYNC = Pattern.compile("(\\d+) +f(?:data)?sync\\(\\d+<([^>]*)>.*");
        private final Path data;
        private final TreeSet<String> renamed = new TreeSet<>();
        private final List<String> unsynced = new ArrayList<>();
        /** By thread: the folder whose new name is not durable yet, and the name. */
        private final Map<String, Map.Entry<String, String>> open = new HashMap<>();

        Story(Path data) {
            this.data = data;
        }

        void line(String line) {
            Matcher rename = RENAME.matcher(line);
            Matcher sync = SYNC.matcher(line);
            if (rename.matches()) {
                Path target = Path.of(rename.group(2));
                if (target.startsWith(data.resolve("journal")) || target.startsWith(data.resolve("etc")) && !target.toString().contains("users")) {
                    renamed.add(data.relativize(target).toString());
                    missed(open.put(rename.group(1), Map.entry(target.getParent().toString(), target.toString())));
                }
            } else if (sync.matches() && open.containsKey(sync.group(1)) && open.get(sync.group(1)).getKey().equals(sync.group(2))) {
                open.remove(sync.group(1));
            }
        }

        void end() {
            open.values().forEach(this::missed);
        }

        private void missed(Map.Entry<String, String> before) {
            if (before != null) {
                unsynced.add(before.getValue());
            }
        }
    }
}
