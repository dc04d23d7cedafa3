package io.gemello.adapter.mqtt;

import static io.gemello.testkit.Until.holds;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.TlsPaths;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Sample;
import io.gemello.broker.EmbeddedBroker;
import io.gemello.testkit.FakeIntake;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The adapter on this runtime's own broker. */
class EmbeddedBrokerTest {
    @TempDir
    Path folder;
    private final AtomicReference<EmbeddedBroker> broker = new AtomicReference<>();

    @BeforeEach
    void start() throws Exception {
        broker.set(new EmbeddedBroker(folder, 0, null));
    }

    @AfterEach
    void stop() throws Exception {
        broker.get().close();
    }

    private MqttAdapter adapter(FakeIntake intake, int receiveMaximum) throws Exception {
        return adapter(intake, receiveMaximum, 5);
    }

    private MqttAdapter adapter(FakeIntake intake, int receiveMaximum, int version) throws Exception {
        BrokerAccess access = new BrokerAccess("test", "adapter.hall", "", "", null, "gemello-hall", version, 3600, receiveMaximum, new TlsPaths("", "", ""));
        MqttAdapter adapter = new MqttAdapter(new MqttAdapter.Settings("hall", access.where(), true, List.of("#"), SourceTime.Form.AUTO, 65_536, null),
            intake, () -> access.target(broker.get(), null), LinkKeeper::paho, () -> ZoneOffset.UTC);
        adapter.start();
        holds("connected", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
        return adapter;
    }

    private Sender sender() throws Exception {
        return new Sender(broker.get().uri().toString(), broker.get().user(), broker.get().secret());
    }

    private void publish(int from, int to) throws Exception {
        try (Sender sender = sender()) {
            for (int i = from; i < to; i++) {
                sender.send("n", Integer.toString(i), 1);
            }
        }
    }

    private static List<Object> numbers(int from, int to) {
        return IntStream.range(from, to).<Object>mapToObj(i -> (long) i).toList();
    }

    @Test
    void scalarAndJsonArriveAndUnmappedIsRemembered() throws Exception {
        FakeIntake intake = new FakeIntake("hall/t", "hall/rack#$.temp@$.at", "hall/rack#$.door");
        try (MqttAdapter a = adapter(intake, 1000); Sender sender = sender()) {
            sender.send("hall/t", "20.5", 1);
            sender.send("hall/rack", "{\"temp\":68.5,\"door\":\"open\",\"at\":1750345503.25}", 2);
            sender.send("else/where", "hello", 0);
            holds("four samples", () -> intake.samples().size() == 4);
            assertEquals(Set.of(List.of("hall/t", true, 20.5, Sample.NO_TIME), List.of("hall/rack#$.temp@$.at", true, 68.5, 1_750_345_503_250_000_000L),
                List.of("hall/rack#$.door", true, "open", Sample.NO_TIME), List.of("else/where", false, "hello", Sample.NO_TIME)),
                intake.samples().stream().map(s -> List.of(s.to().address(), s.to().mapped(), s.value(), s.epochNanos())).collect(Collectors.toSet()));
        }
    }

    /** The back-pressure: unacknowledged are as many as the receive maximum allows, and the broker waits with the rest. */
    @Test
    void withDurabilityWithheldExactlyTheReceiveMaximumIsDelivered() throws Exception {
        backPressure(5);
    }

    @Test
    void onVersion3TheClientHoldsBackAsMuch() throws Exception {
        backPressure(3);
    }

    private void backPressure(int version) throws Exception {
        FakeIntake intake = new FakeIntake("n");
        intake.withhold();
        try (MqttAdapter a = adapter(intake, 100, version)) {
            publish(0, 300);
            holds("a hundred", () -> intake.samples().size() >= 100);
            long quiet = System.nanoTime() + 500_000_000L;
            holds("half a second without another", () -> System.nanoTime() > quiet);
            assertEquals(numbers(0, 100), intake.values());
            int released = intake.releaseOldest().size();
            holds("as many again", () -> intake.samples().size() == 100 + released);
            intake.release();
            holds("all", () -> intake.samples().size() == 300);
            assertEquals(numbers(0, 300), intake.values());
            holds("nothing left at the broker", () -> broker.get().queued() == 0);
        }
    }

    /** Order is kept per point: a later value must not be overtaken on its way, however the broker's threads and syncs interleave. */
    @Test
    void orderIsKeptWhileAcknowledgementsAndDeliveriesMix() throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter a = adapter(intake, 10)) {
            for (int round = 0; round < 5; round++) {
                intake.withhold();
                publish(round * 300, round * 300 + 300);
                intake.release();
                int all = round * 300 + 300;
                holds("all of round " + round, () -> intake.samples().size() == all);
            }
            assertEquals(numbers(0, 1500), intake.values());
        }
    }

    @Test
    void whatWasNotDurableComesAgainToTheSuccessor() throws Exception {
        FakeIntake first = new FakeIntake("n");
        first.withhold();
        try (MqttAdapter a = adapter(first, 1000)) {
            publish(0, 50);
            holds("fifty", () -> first.samples().size() == 50);
        }
        assertTrue(first.open().isEmpty());
        FakeIntake second = new FakeIntake("n");
        try (MqttAdapter a = adapter(second, 1000)) {
            holds("fifty again", () -> second.samples().size() == 50);
            holds("nothing left at the broker", () -> broker.get().queued() == 0);
        }
        FakeIntake third = new FakeIntake("n");
        try (MqttAdapter a = adapter(third, 1000)) {
            publish(50, 51);
            holds("the next", () -> !third.samples().isEmpty());
            assertEquals(numbers(50, 51), third.values());
        }
    }

    @Test
    void aFullJournalHoldsTheBrokerBackAndEndsByItself() throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter a = adapter(intake, 10)) {
            intake.refuse(new IllegalStateException("disk full"));
            publish(0, 30);
            holds("said so", () -> intake.status().message().contains("disk full"));
            assertEquals(30, broker.get().queued());
            intake.release();
            holds("all", () -> intake.samples().size() == 30);
            assertEquals(Set.copyOf(numbers(0, 30)), new HashSet<>(intake.values()));
            holds("well again", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
        }
    }

    @Test
    void aNewBrokerWithANewSecretIsFound() throws Exception {
        FakeIntake intake = new FakeIntake("n");
        try (MqttAdapter a = adapter(intake, 10)) {
            broker.getAndSet(null).close();
            holds("noticed", () -> intake.status().state() == AdapterStatus.State.DISCONNECTED);
            broker.set(new EmbeddedBroker(folder, 0, null));
            holds("connected again", () -> intake.status().state() == AdapterStatus.State.CONNECTED);
            publish(0, 3);
            holds("three", () -> intake.samples().size() == 3);
            assertEquals(java.util.Map.of(), intake.lost());
        }
    }

    @Test
    void startStopStartLeavesNoThread() throws Exception {
        adapter(new FakeIntake("n"), 10).close();
        Set<String> before = threads();
        for (int i = 0; i < 5; i++) {
            adapter(new FakeIntake("n"), 10, i % 2 == 0 ? 5 : 3).close();
        }
        holds("no new threads", () -> before.containsAll(threads()));
    }

    /** The broker's pool grows and shrinks by its own rules. */
    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(t -> t.getName() + "#" + t.getId())
            .filter(n -> n.startsWith("MQTT") || n.startsWith("gemello-mqtt-hall")).collect(Collectors.toSet());
    }
}
