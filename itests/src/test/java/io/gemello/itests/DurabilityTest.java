package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means on the disk, as the kernel saw it: between a PUBLISH and its PUBACK lies an fsync. */
class DurabilityTest {
    @TempDir Path folder;

    @Test
    void brokerAndAdapterSyncBetweenAPublishAndItsPuback() throws Exception {
        Path site = TestSite.write(folder.resolve("site"), 1);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString()); MqttSender sender = new MqttSender(gemello.mqtt())) {
            Path trace = folder.resolve("trace");
            Process strace = new ProcessBuilder("strace", "-f", "-qq", "-y", "-s", "300", "-e", "trace=fsync,fdatasync,msync,io_submit,read,write,writev,sendto,recvfrom,pwrite64,pwritev", "-o", trace.toString(),
                "-p", Long.toString(gemello.pid())).redirectErrorStream(true).redirectOutput(folder.resolve("strace.out").toFile()).start();
            try {
                GemelloProcess.awaitTrue("strace attached", java.time.Duration.ofSeconds(20), () -> Files.exists(trace) && Files.size(trace) > 0);
                for (int i = 0; i < 20; i++) {
                    assertTrue(sender.send("t/0", i, "{\"v\":" + i + ",\"t\":" + System.currentTimeMillis() + ",\"mark\":\"seen-by-strace\"}"));
                    sender.drain(10);
                }
                assertEquals(20, sender.acknowledged().size());
                GemelloProcess.awaitTrue("all in the runtime's journal", java.time.Duration.ofSeconds(20), () -> gemello.metric("gemello_readings_total") >= 20);
            } finally {
                strace.destroy();
                strace.waitFor(10, TimeUnit.SECONDS);
            }
            Story story = new Story();
            Files.readAllLines(trace).forEach(story::line);
            assertTrue(story.checked() > 20, "20 to the broker and some to the adapter were to be seen, not " + story.checked() + ": " + Files.readString(folder.resolve("strace.out")));
            assertEquals(List.of(), story.early());
        }
    }

    /**
     * What the kernel saw: a marked PUBLISH read from a socket, syncs of files, a PUBACK (first byte 0x40) written to the same socket. On the
     * broker's socket its journal must have been synced in between, on the adapter's ours.
     */
    private static final class Story {
        private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((\\d+)<([^>]*)>(.*)");
        private static final Pattern RESUMED = Pattern.compile("(\\d+) +<\\.\\.\\. \\w+ resumed>(.*)");
        private final Map<String, String> unfinished = new HashMap<>();
        /** By socket, for each message that waits for its acknowledgement: the files synced since it was read. */
        private final Map<String, Deque<Set<String>>> waiting = new HashMap<>();
        private final List<String> early = new ArrayList<>();
        private int checked;

        void line(String line) {
            Matcher resumed = RESUMED.matcher(line);
            if (resumed.matches() && unfinished.containsKey(resumed.group(1))) {
                ended(unfinished.remove(resumed.group(1)) + resumed.group(2));
                return;
            }
            Matcher call = CALL.matcher(line);
            if (call.matches() && call.group(2).startsWith("write") && call.group(4).startsWith("socket") && call.group(5).startsWith(", \"@\\2")) {
                acknowledged(call.group(3));
            }
            int cut = line.indexOf("<unfinished ...>");
            if (cut >= 0) {
                unfinished.put(line.substring(0, line.indexOf(' ')), line.substring(0, cut));
            } else {
                ended(line);
            }
        }

        private void ended(String line) {
            Matcher call = CALL.matcher(line);
            if (!call.matches()) {
                return;
            }
            if (call.group(2).equals("fsync") || call.group(2).equals("fdatasync")) {
                waiting.values().forEach(messages -> messages.forEach(files -> files.add(call.group(4))));
            } else if (call.group(2).equals("read") && call.group(4).startsWith("socket") && call.group(5).contains("seen-by-strace")) {
                for (int i = 0; i < call.group(5).split("seen-by-strace", -1).length - 1; i++) {
                    waiting.computeIfAbsent(call.group(3), socket -> new ArrayDeque<>()).add(new HashSet<>());
                }
            }
        }

        private void acknowledged(String socket) {
            Set<String> files = waiting.getOrDefault(socket, new ArrayDeque<>()).poll();
            if (files != null) {
                checked++;
                if (files.stream().noneMatch(file -> file.contains("/broker/journal/") || file.contains("/journal/readings/"))) {
                    early.add("PUBACK on " + socket + " before a sync; synced were " + files);
                }
            }
        }

        int checked() {
            return checked;
        }

        List<String> early() {
            return early;
        }
    }
}
