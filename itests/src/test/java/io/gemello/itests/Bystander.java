package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Somebody else at the broker, who hears what the probes send and counts it: the stock {@code mosquitto_sub}. */
final class Bystander implements AutoCloseable {
    private final Process process;
    private final Path heard;

    Bystander(int port, Path heard) throws Exception {
        this.heard = heard;
        process = new ProcessBuilder("stdbuf", "-oL", "mosquitto_sub", "-h", "127.0.0.1", "-p", Integer.toString(port), "-u", "operator", "-P", GemelloProcess.PASSWORD, "-i", "bystander", "-V", "5", "-q", "1", "-t", "load/#", "-F", "%t %p", "-d")
            .redirectErrorStream(true).redirectOutput(heard.toFile()).start();
        GemelloProcess.awaitTrue("the bystander listens", Duration.ofSeconds(20), () -> Files.readString(heard).contains("Subscribed"));
    }

    /** Fails unless every message of every asset was heard, and none twice. Order is not asked: with a window as small as this client's, the broker does not always keep it. */
    void assertHeard(long messages) throws Exception {
        GemelloProcess.awaitTrue("the bystander has heard " + messages + " messages", Duration.ofSeconds(60), () -> lines().size() >= messages);
        Set<String> once = new HashSet<>();
        for (String line : lines()) {
            assertTrue(once.add(line.substring(0, line.indexOf(','))), "heard twice: " + line);
        }
        assertEquals(messages, once.size(), "messages heard");
    }

    private List<String> lines() throws Exception {
        try (Stream<String> all = Files.lines(heard)) {
            return all.filter(line -> line.startsWith("load/") && line.endsWith("}")).toList();
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
