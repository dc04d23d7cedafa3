package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Somebody else at the broker, who hears what the probes send and counts it: the stock {@code mosquitto_sub}. */
final class Bystander implements AutoCloseable {
    private final Process process;
    private final Path heard;

    Bystander(int port, Path heard) throws Exception {
        this.heard = heard;
        process = new ProcessBuilder("mosquitto_sub", "-h", "127.0.0.1", "-p", Integer.toString(port), "-u", "operator", "-P", GemelloProcess.PASSWORD, "-i", "bystander", "-V", "5", "-q", "1", "-t", "load/#", "-F", "%t %p", "-d")
            .redirectErrorStream(true).redirectOutput(heard.toFile()).start();
        GemelloProcess.awaitTrue("the bystander listens", Duration.ofSeconds(20), () -> Files.readString(heard).contains("Subscribed"));
    }

    /** Fails unless message {@code n} of each asset was heard once, in order. @param messages sent in all */
    void assertHeard(long messages) throws Exception {
        GemelloProcess.awaitTrue("the bystander has heard " + messages + " messages", Duration.ofSeconds(60), () -> lines().size() >= messages);
        long[] next = new long[SteadyLoad.ASSETS];
        for (String line : lines()) {
            int asset = Integer.parseInt(line.substring("load/".length(), line.indexOf(' ')));
            long n = Long.parseLong(line.substring(line.indexOf('[') + 1, line.indexOf(',')));
            assertEquals(next[asset]++, n, "heard of asset " + asset);
        }
        assertEquals(messages, lines().size(), "messages heard");
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
