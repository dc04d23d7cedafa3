package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Acknowledged means on the disk, as the kernel saw it: between a PUBLISH and its PUBACK lies an fsync. */
class DurabilityTest {
    private static final Pattern CALL = Pattern.compile("^\\d+ +(\\S+?)\\((.*)$");
    @TempDir Path folder;

    @Test
    void theBrokersFilesAreSyncedBetweenAPublishAndItsPuback() throws Exception {
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
                assertTrue(sender.acknowledged().size() == 20, "only " + sender.acknowledged().size() + " acknowledged");
            } finally {
                strace.destroy();
                strace.waitFor(10, TimeUnit.SECONDS);
            }
            List<String> story = story(Files.readAllLines(trace));
            assertTrue(story.contains("publish"), "no PUBLISH seen: " + Files.readString(folder.resolve("strace.out")));
            assertTrue(story.contains("puback"), "no PUBACK seen");
            boolean synced = false;
            boolean waiting = false;
            for (String event : story) {
                switch (event) {
                    case "publish" -> {
                        waiting = true;
                        synced = false;
                    }
                    case "sync" -> synced = true;
                    default -> {
                        assertTrue(!waiting || synced, "a PUBACK left before a sync: " + story);
                        waiting = false;
                    }
                }
            }
        }
    }

    /** The order of what matters: our PUBLISH read from its socket, a sync of a file, a PUBACK (0x40) written to a socket. */
    private static List<String> story(List<String> lines) {
        List<String> story = new ArrayList<>();
        for (String line : lines) {
            Matcher call = CALL.matcher(line);
            if (!call.matches()) {
                continue;
            }
            String rest = call.group(2);
            if (call.group(1).startsWith("fsync") || call.group(1).startsWith("fdatasync") || call.group(1).equals("msync")) {
                story.add("sync");
            } else if (rest.contains("TCP") && rest.contains("seen-by-strace") && rest.contains("\"2")) {
                story.add("publish");
            } else if (rest.contains("TCP") && rest.contains(">, \"@\\")) {
                story.add("puback");
            }
        }
        return story;
    }
}
