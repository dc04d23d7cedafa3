package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's bundle replaced under load, and the one that reads its certificates: clients come back, sessions are kept, nothing that was acknowledged is lost. */
@Tag("long")
class BrokerUpdateTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BROKER = "io.gemello.broker";
    private static final String HTTP = "io.gemello.http";
    @TempDir
    Path folder;
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean enough = new AtomicBoolean();

    @Test
    void aBrokerReplacedUnderLoadLosesNothingThatItAcknowledged() throws Exception {
        Path data = folder.resolve("var");
        Path keys = Files.createDirectories(data.resolve("etc/keys"));
        assertEquals(0, new ProcessBuilder("sh", Path.of("../cnf/trial-keys.sh").toAbsolutePath().toString(), keys.toString()).inheritIO().start().waitFor());
        int mqtt = freePort();
        int mqtts = freePort();
        Files.write(data.resolve("etc/io.gemello.broker.cfg"), List.of("tls.port = " + mqtts, "tls.cert = etc/keys/server.pem", "tls.key = etc/keys/server.key", "tls.client.ca = etc/keys/ca.pem", "tls.client.auth = need"));
        Path heard = folder.resolve("heard");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.write(folder.resolve("site"), 1).toString(), "--mqtt-port", Integer.toString(mqtt))) {
            Process panel = new ProcessBuilder("mosquitto_sub", "-V", "mqttv5", "-h", "localhost", "-p", Integer.toString(mqtts), "--cafile", keys.resolve("ca.pem").toString(), "--cert", keys.resolve("operator.pem").toString(),
                "--key", keys.resolve("operator.key").toString(), "-i", "panel", "-c", "-x", "3600", "-q", "1", "-t", "t/0").redirectErrorStream(true).redirectOutput(heard.toFile()).start();
            Thread load = new Thread(() -> publish(mqtt), "load");
            load.start();
            try {
                // Only what comes after its subscription is promised to the panel.
                GemelloProcess.awaitTrue("the panel hears", SOON, () -> !values(heard).isEmpty());
                long first = values(heard).stream().min(Long::compare).orElseThrow();
                update(gemello, BROKER, "0.1.1");
                update(gemello, HTTP, "0.1.1");
                update(gemello, BROKER, "0.1.2");
                enough.set(true);
                load.join(TimeUnit.SECONDS.toMillis(60));
                assertTrue(panel.isAlive());
                assertTrue(acknowledged.size() > 100, "load: " + acknowledged.size());
                GemelloProcess.awaitTrue("all stored", SOON, () -> missing(Series.all(gemello, "p0").stream().map(row -> row.get("value").asLong()).collect(Collectors.toSet()), 0).isEmpty());
                GemelloProcess.awaitTrue("all heard", SOON, () -> missing(values(heard), first).isEmpty());
            } finally {
                enough.set(true);
                panel.destroyForcibly().waitFor();
            }
        }
    }

    private Set<Long> missing(Set<Long> there, long from) {
        Set<Long> missing = new TreeSet<>(acknowledged);
        missing.removeIf(id -> id < from);
        missing.removeAll(there);
        return missing;
    }

    /** About 200 messages a second, over as many connections as it takes. */
    private void publish(int port) {
        long id = 0;
        while (!enough.get()) {
            try (MqttSender sender = new MqttSender(port)) {
                try {
                    while (!enough.get() && sender.send("t/0", ++id, "{\"v\":" + id + ",\"t\":" + System.currentTimeMillis() + "}")) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                    sender.drain(5);
                } finally {
                    acknowledged.addAll(sender.acknowledged());
                }
            } catch (MqttException away) {
                // It is being replaced.
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
            } catch (InterruptedException stopped) {
                return;
            }
        }
    }

    /** Waits until the new one runs and has acknowledged something. */
    private void update(GemelloProcess gemello, String name, String version) throws Exception {
        Repacked.bundle(name, gemello.data().resolve("deploy"), name + ".jar", "Bundle-Version", version);
        GemelloProcess.awaitTrue(name + " " + version, SOON, () -> {
            try {
                for (JsonNode bundle : gemello.get("/system/console/bundles.json").get("data")) {
                    if (bundle.get("symbolicName").asText().equals(name) && bundle.get("version").asText().equals(version) && bundle.get("state").asText().equals("Active")) {
                        return true;
                    }
                }
                return false;
            } catch (IOException | AssertionError beingReplaced) {
                return false;
            }
        });
        GemelloProcess.awaitTrue("an acknowledgement after " + version, SOON, () -> {
            try (MqttSender probe = new MqttSender(gemello.mqtt())) {
                probe.send("other", 1, "1");
                probe.drain(1);
                return !probe.acknowledged().isEmpty();
            } catch (MqttException notYet) {
                return false;
            }
        });
    }

    private static Set<Long> values(Path heard) throws IOException {
        Set<Long> values = new HashSet<>();
        for (String line : Files.readAllLines(heard)) {
            if (line.startsWith("{\"v\":") && line.endsWith("}")) {
                values.add(Long.parseLong(line.substring(5, line.indexOf(','))));
            }
        }
        return values;
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
