package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stock mosquitto keeps 1,000 messages for a client that is away: what the adapter's bundle misses beyond that is counted to the last one, and said. */
class QueueLimitTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int STOCK_LIMIT = 1000;
    private static final int BEFORE = 10;
    private static final int WHILE_STOPPED = 3000;
    @TempDir
    Path folder;
    private final long begin = System.currentTimeMillis() - BEFORE - WHILE_STOPPED;
    private int port;

    @Test
    void whatABrokerDropsWhileTheAdapterIsStoppedIsCountedAndItsLimitNamed() throws Exception {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.write(folder.resolve("m.conf"), List.of("listener " + port + " 127.0.0.1", "allow_anonymous true"));
        Process mosquitto = new ProcessBuilder(Files.exists(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto", "-c", folder.resolve("m.conf").toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("mosquitto.out").toFile()).start();
        Path site = TestSite.write(folder.resolve("site"), 1);
        Files.writeString(site.resolve("site.properties"), "adapters.hall.uri=tcp://127.0.0.1:" + port + "\n", StandardOpenOption.APPEND);
        try {
            GemelloProcess.awaitTrue("mosquitto listens", SOON, this::listens);
            try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
                publish(0, BEFORE);
                GemelloProcess.awaitTrue("the first ones", SOON, () -> Series.all(gemello, "p0").size() == BEFORE);
                GemelloProcess.awaitTrue("the broker's count is known", SOON, () -> Files.exists(gemello.data().resolve("adapters/hall.dropped")));
                bundle(gemello, "stop");
                publish(BEFORE, BEFORE + WHILE_STOPPED);
                bundle(gemello, "start");
                GemelloProcess.awaitTrue("received and lost are what was published", SOON, () -> Series.all(gemello, "p0").size() + lost(gemello) == BEFORE + WHILE_STOPPED);
                assertEquals(BEFORE + STOCK_LIMIT, Series.all(gemello, "p0").size());
                String log = Files.readString(gemello.data().resolve("log/gemello.log"));
                assertTrue(log.contains("dropped " + (WHILE_STOPPED - STOCK_LIMIT) + " messages") && log.contains("max_queued_messages"), log);
                String health = gemello.send("GET", "/health", null).body();
                assertTrue(health.contains("max_queued_messages"), health);
            }
        } finally {
            mosquitto.destroyForcibly().waitFor();
        }
    }

    private boolean listens() {
        try (Socket s = new Socket("127.0.0.1", port)) {
            return s.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Reading {@code i} has the time {@code begin + i}: a time of its own, and none is ahead. */
    private void publish(int from, int to) throws Exception {
        Path lines = Files.write(folder.resolve("lines"), IntStream.range(from, to).mapToObj(i -> "{\"v\":" + i + ",\"t\":" + (begin + i) + "}").toList());
        Process sender = new ProcessBuilder("mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(port), "-q", "1", "-t", "t/0", "-l").inheritIO().redirectInput(lines.toFile()).start();
        assertEquals(0, sender.waitFor());
    }

    private static void bundle(GemelloProcess gemello, String action) throws Exception {
        HttpRequest request = gemello.request("/system/console/bundles/io.gemello.adapter.mqtt").header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("action=" + action)).build();
        assertEquals(200, gemello.send(request).statusCode(), action);
    }

    private static double lost(GemelloProcess gemello) throws Exception {
        return gemello.send("GET", "/metrics", null).body().lines().filter(line -> line.startsWith("gemello_adapter_lost_total{") && line.contains("broker-queue-full"))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }
}
