package io.gemello.adapter.mqtt;

import static io.gemello.testkit.Until.holds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.testkit.FakeIntake;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stock mosquitto keeps 1,000 messages for a client that is away, and drops the rest without a word to anybody but its own counter. */
class MosquittoLimitTest {
    private static final int KEPT = 1000;
    @TempDir
    Path folder;
    private Mosquitto broker;

    private Mosquitto broker(String... more) throws Exception {
        List<String> lines = new ArrayList<>(List.of("allow_anonymous true", "sys_interval 1", "persistence true", "persistence_location " + folder + "/"));
        lines.addAll(List.of(more));
        broker = new Mosquitto(folder, lines);
        return broker;
    }

    private MqttAdapter connected(FakeIntake intake, int version) throws Exception {
        MqttLink.Target target = new MqttLink.Target("tcp://127.0.0.1:" + broker.port, "gemello-hall", "", null, version, 3600, 100, null);
        MqttAdapter adapter = new MqttAdapter(new MqttAdapter.Settings("hall", target.uri(), false, List.of(), SourceTime.Form.AUTO, 65_536, folder.resolve("adapters/hall.dropped")),
            intake, () -> target, LinkKeeper::paho, () -> ZoneOffset.UTC);
        adapter.start();
        holds("connected", () -> intake.status().state() == AdapterStatus.State.CONNECTED || intake.status().state() == AdapterStatus.State.DEGRADED);
        return adapter;
    }

    private void publish(int from, int to) throws Exception {
        Path lines = Files.write(folder.resolve("lines"), IntStream.range(from, to).mapToObj(Integer::toString).toList());
        Process sender = new ProcessBuilder("mosquitto_pub", "-h", "127.0.0.1", "-p", Integer.toString(broker.port), "-q", "1", "-t", "n", "-l").inheritIO().redirectInput(lines.toFile()).start();
        assertEquals(0, sender.waitFor());
    }

    /** The adapter must know the broker's count before it goes: a broker tells it once an interval. */
    private void awaitKnown() throws Exception {
        holds("the count is known", () -> Files.exists(folder.resolve("adapters/hall.dropped")));
    }

    private static long lost(FakeIntake intake) {
        return intake.lost().getOrDefault("broker-queue-full", 0L);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void whatIsDroppedWhileTheAdapterIsStoppedIsCountedToTheLastMessage(int version) throws Exception {
        try (Mosquitto running = broker()) {
            FakeIntake before = new FakeIntake("n");
            try (MqttAdapter adapter = connected(before, version)) {
                publish(0, 10);
                holds("ten", () -> before.samples().size() == 10);
                awaitKnown();
            }
            publish(10, 3010);
            FakeIntake after = new FakeIntake("n");
            try (MqttAdapter adapter = connected(after, version)) {
                holds("received and lost are what was published", () -> after.samples().size() + lost(after) == 3000);
                assertEquals(KEPT, new HashSet<>(after.values()).size());
                holds("said", () -> after.status().state() == AdapterStatus.State.DEGRADED);
                assertTrue(after.status().message().contains("2000") && after.status().message().contains("max_queued_messages"), after.status().message());
                publish(3010, 3020);
                holds("it goes on", () -> after.samples().size() == KEPT + 10);
            }
            FakeIntake again = new FakeIntake("n");
            try (MqttAdapter adapter = connected(again, version)) {
                publish(3020, 3030);
                holds("ten more", () -> again.samples().size() == 10);
                assertEquals(Map.of(), again.lost(), "the same loss is counted once");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void belowTheLimitNothingIsLost(int version) throws Exception {
        try (Mosquitto running = broker()) {
            try (MqttAdapter adapter = connected(new FakeIntake("n"), version)) {
                awaitKnown();
            }
            publish(0, KEPT);
            FakeIntake after = new FakeIntake("n");
            try (MqttAdapter adapter = connected(after, version)) {
                holds("all", () -> after.samples().size() == KEPT);
                assertEquals(Map.of(), after.lost());
                assertEquals(AdapterStatus.State.CONNECTED, after.status().state());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aBrokerThatKeepsItsCountToItselfIsReadAllTheSame(int version) throws Exception {
        Files.writeString(folder.resolve("acl"), "topic readwrite n\n");
        try (Mosquitto running = broker("acl_file " + folder.resolve("acl"))) {
            FakeIntake intake = new FakeIntake("n");
            try (MqttAdapter adapter = connected(intake, version)) {
                publish(0, 1);
                holds("one", () -> intake.samples().size() == 1);
                assertEquals(AdapterStatus.State.CONNECTED, intake.status().state());
            }
        }
    }
}
