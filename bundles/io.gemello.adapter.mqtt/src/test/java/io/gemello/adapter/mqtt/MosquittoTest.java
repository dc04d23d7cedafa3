package io.gemello.adapter.mqtt;

import static io.gemello.testkit.Until.holds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.testkit.FakeIntake;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter on a broker written by others: mosquitto, as Debian ships it. */
class MosquittoTest {
    @TempDir
    Path folder;
    private Mosquitto mosquitto;
    private int port;

    @BeforeEach
    void start() throws Exception {
        mosquitto = Mosquitto.withPassword(folder);
        port = mosquitto.port;
    }

    @AfterEach
    void stop() throws Exception {
        mosquitto.close();
    }

    private MqttAdapter adapter(FakeIntake intake, int version, String user, String password, String... subscribe) throws Exception {
        MqttLink.Target target = new MqttLink.Target("tcp://127.0.0.1:" + port, "gemello-hall", user, password, version, 3600, 100, null);
        MqttAdapter adapter = new MqttAdapter(new MqttAdapter.Settings("hall", target.uri(), false, List.of(subscribe), SourceTime.Form.AUTO, 65_536, null),
            intake, () -> target, LinkKeeper::paho, () -> ZoneOffset.UTC);
        adapter.start();
        return adapter;
    }

    private MqttAdapter connected(FakeIntake intake, int version, String... subscribe) throws Exception {
        MqttAdapter adapter = adapter(intake, version, "probe", "probe-pw", subscribe);
        holds("connected", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
        return adapter;
    }

    private void publish(String version, int qos, String topic, String payload, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-u", "probe", "-P", "probe-pw", "-V", version, "-q", Integer.toString(qos), "-t", topic, "-m", payload));
        arguments.addAll(List.of(more));
        Mosquitto.run("mosquitto_pub", arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void everyQosAndVersionArrives(int version) throws Exception {
        FakeIntake intake = new FakeIntake("a/0", "a/1#$.v", "a/2");
        try (MqttAdapter adapter = connected(intake, version)) {
            publish("mqttv5", 0, "a/0", "1");
            publish("mqttv311", 1, "a/1", "{\"v\":2}");
            publish("mqttv5", 2, "a/2", "3");
            publish("mqttv5", 1, "other", "not subscribed");
            holds("three", () -> intake.samples().size() == 3);
            assertEquals(Set.of(1L, 2L, 3L), new HashSet<>(intake.values()));
            assertEquals(Map.of(), intake.lost());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void retainedComesToAFreshSubscriberAndWantedTopicsFollowTheSite(int version) throws Exception {
        publish("mqttv5", 1, "a", "1", "-r");
        publish("mqttv5", 1, "b", "2", "-r");
        FakeIntake intake = new FakeIntake("a");
        try (MqttAdapter adapter = connected(intake, version)) {
            holds("a", () -> intake.values().equals(List.of(1L)));
            intake.want("b");
            holds("b", () -> intake.values().equals(List.of(1L, 2L)));
            publish("mqttv5", 1, "a", "3");
            publish("mqttv5", 1, "b", "4");
            holds("the new b", () -> intake.values().equals(List.of(1L, 2L, 4L)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aKilledBrokerIsFoundAgainAndWhatWasUnacknowledgedComesAgain(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter adapter = connected(intake, version)) {
            intake.withhold();
            for (int i = 0; i < 10; i++) {
                publish("mqttv5", 1, "n", Integer.toString(i));
            }
            holds("ten", () -> intake.samples().size() == 10);
            // Its state reaches the disk once a second; a clean stop writes it too.
            mosquitto.stop();
            holds("noticed", () -> intake.status().state() == AdapterStatus.State.DISCONNECTED);
            intake.release();
            mosquitto.start();
            holds("connected again", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
            holds("ten again", () -> intake.samples().size() == 20);
            assertEquals(intake.values().subList(0, 10), intake.values().subList(10, 20));
            publish("mqttv5", 1, "n", "10");
            holds("the next", () -> intake.values().contains(10L));
            assertEquals(Map.of(), intake.lost());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aForgottenSessionIsAGap(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter adapter = connected(intake, version)) {
            mosquitto.kill();
            holds("noticed", () -> intake.status().state() == AdapterStatus.State.DISCONNECTED);
            Files.deleteIfExists(folder.resolve("mosquitto.db"));
            mosquitto.start();
            holds("counted", () -> intake.lost().equals(Map.of("gap", 1L)));
            holds("connected again", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
            publish("mqttv5", 1, "n", "1");
            holds("subscribed again", () -> intake.samples().size() == 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void aWrongPasswordIsSaid(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter adapter = adapter(intake, version, "probe", "wrong")) {
            holds("said so", () -> intake.status().state() == AdapterStatus.State.MISCONFIGURED);
            assertTrue(intake.status().message().contains("correct user and password"), intake.status().message());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 3})
    void rubbishStopsNothing(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n", "n#$.v");
        try (MqttAdapter adapter = connected(intake, version, "#"); Sender sender = new Sender("tcp://127.0.0.1:" + port, "probe", "probe-pw")) {
            sender.send("n", "{\"v\":" + "[".repeat(1000), 1);
            sender.send("n", new byte[10 << 20], 1, false);
            sender.send("un/mapped", new byte[] {(byte) 0xff, (byte) 0xfe}, 1, false);
            sender.send("n", "{\"v\":42}".getBytes(StandardCharsets.UTF_8), 2, false);
            holds("the good one", () -> intake.values().contains(42L));
            assertTrue(intake.values().contains("0xfffe"));
            assertEquals(Set.of("oversized", "needs-path", "json-limits"), intake.lost().keySet());
        }
    }
}
