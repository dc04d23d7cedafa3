package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.health.Health;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The control thread with its journals, through ends in order and without. */
class ControlCycleTest {
    /** Half of it is a loop's time to answer: on a busy machine a shorter one costs loops their leases. */
    private static final Duration CYCLE = Duration.ofMillis(200);
    private static final Duration LEASE = Duration.ofMinutes(5);
    private final Bench bench = new Bench();
    private final MemoryJournals disk = new MemoryJournals();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile boolean connected = true;
    /** Whether the machine hears what the broker takes. */
    private volatile boolean listening = true;
    private volatile boolean broken;
    private volatile boolean exhausted;
    private volatile boolean throwing;
    private volatile boolean hanging;

    private CompletionStage<Void> send(String topic, byte[] payload) {
        if (throwing) {
            throw new IllegalStateException("closed in this moment");
        }
        if (!connected) {
            return CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        }
        String value = new String(payload, StandardCharsets.UTF_8);
        sent.add(topic + " " + value);
        if (listening) {
            bench.points.put(Plant.SPEED.id(), new PointState(Plant.SPEED, PointState.State.LIVE, 0, new Reading(Plant.SPEED, System.nanoTime(), Double.parseDouble(value), 0)));
        }
        return CompletableFuture.completedFuture(null);
    }

    private PointState state(String point) {
        if (broken) {
            throw new IllegalStateException("no states");
        }
        while (hanging) {
            LockSupport.parkNanos(CYCLE.toNanos());
        }
        if (exhausted) {
            throw new OutOfMemoryError("a test says so");
        }
        return bench.points.get(point);
    }

    private ControlCycle start() throws IOException {
        bench.kind("up", Bench.wants(60));
        ControlCycle cycle = new ControlCycle(disk, new ControlDesk.Sources(this::state, System::nanoTime, System::nanoTime, () -> false), this::send, new ControlCounts(), CYCLE);
        cycle.install(bench.bind("{'actuators': [" + Bench.ACTUATOR.replace("'5 s'", "'1 s'") + "], 'loops': [" + Bench.loop("one", "up", 1, "") + "]}"));
        cycle.start();
        return cycle;
    }

    /** A loop that was late on a busy machine cannot be armed in that moment. */
    private static void arm(ControlCycle cycle) throws Exception {
        Until.holds("armed", () -> cycle.view() != ControlView.NONE && cycle.arm(one(cycle), LEASE, "nina", "test").handle((lease, refused) -> refused == null).get());
    }

    private static BoundLoop one(ControlCycle cycle) {
        return cycle.view().loops().get(0).loop();
    }

    private static boolean held(ControlCycle cycle) {
        return cycle.view().actuators().get(0).holder().equals("one");
    }

    private static List<Object> events(ControlCycle cycle) {
        return cycle.history().read(all -> true, Long.MAX_VALUE, 1000).events().stream().map(event -> event.get("what")).toList();
    }

    @Test
    void anOrderlyEndLeavesTheSafeValueAndTheNextStartIsDry() throws Exception {
        ControlCycle cycle = start();
        arm(cycle);
        Until.holds("it writes", () -> !sent.isEmpty() && held(cycle));
        cycle.close();
        assertEquals("plant/command/fan 80", sent.get(sent.size() - 1));
        sent.clear();
        ControlCycle again = start();
        Until.holds("some cycles", () -> again.view().loops().size() == 1 && again.view().loops().get(0).decisions().size() == 1);
        assertEquals("dry", again.view().loops().get(0).state());
        assertEquals(List.of(), sent);
        assertTrue(events(again).containsAll(List.of("arm", "write", "safe", "lease-over")), events(again).toString());
        again.close();
    }

    @Test
    void whatWasHeldWhenItWasKilledIsToldItsSafeValueAtTheNextStartUntilThatArrives() throws Exception {
        ControlCycle killed = start();
        arm(killed);
        Until.holds("it writes", () -> !sent.isEmpty() && held(killed));
        connected = false;
        killed.close();
        sent.clear();
        ControlCycle next = start();
        Until.holds("a few attempts", () -> next.view().left().containsValue("no connection"));
        assertEquals(List.of(), sent);
        ControlHealth health = new ControlHealth(next, new ControlCounts(), new LoopShelf(CYCLE, book -> { }));
        assertEquals(List.of(Health.State.CRITICAL), health.check().stream().filter(one -> one.name().equals("control.actuator.fan-speed")).map(Health::state).toList());
        connected = true;
        Until.holds("the safe value", () -> sent.contains("plant/command/fan 80"));
        Until.holds("said in the history", () -> events(next).get(0).equals("safe"));
        next.close();
        sent.clear();
        ControlCycle after = start();
        Until.holds("a cycle", () -> after.view() != ControlView.NONE);
        after.close();
        assertEquals(List.of(), sent, "once it has arrived it is over");
    }

    @Test
    void whatTheBrokerTookAndTheMachineDidNotHearIsSaidAgainAndCritical() throws Exception {
        ControlCycle killed = start();
        arm(killed);
        Until.holds("it writes", () -> !sent.isEmpty() && held(killed));
        connected = false;
        killed.close();
        connected = true;
        listening = false;
        sent.clear();
        ControlCycle next = start();
        Until.holds("sent", () -> sent.contains("plant/command/fan 80"));
        Until.holds("seen that it is not there", () -> next.view().left().getOrDefault("fan-speed", "").startsWith("its point has not said"));
        ControlHealth health = new ControlHealth(next, new ControlCounts(), new LoopShelf(CYCLE, book -> { }));
        assertEquals(List.of(Health.State.CRITICAL), health.check().stream().filter(one -> one.name().equals("control.actuator.fan-speed")).map(Health::state).toList());
        assertEquals("to safe value", ControlJson.of(next.view().actuators().get(0)).get("state"));
        listening = true;
        Until.holds("it is said again", () -> next.view().left().isEmpty());
        assertEquals(80.0, next.history().read(event -> event.get("what").equals("safe"), Long.MAX_VALUE, 1).events().get(0).get("value"));
        next.close();
    }

    @Test
    void aRecordingDoesNotProveThatASafeValueHasArrived() throws Exception {
        Holdings holdings = new Holdings(disk);
        holdings.add(new Holdings.Held("fan-speed", "plant/command/fan", "80", 80, 1, true));
        Leftovers leftovers = new Leftovers(holdings, this::send, new ControlHistory(disk), new ControlDesk.Sources(this::state, System::nanoTime, System::nanoTime, () -> true));
        leftovers.siteIsThere();
        leftovers.step(topic -> false);
        assertEquals(List.of(), sent);
        assertEquals(Map.of("fan-speed", "a recording is played: it is told its safe value at the next start without one"), leftovers.left());
        assertTrue(holdings.has("plant/command/fan"));
    }

    @Test
    void aSafeValueThatIsNeverAcknowledgedIsSentAnew() throws Exception {
        Holdings holdings = new Holdings(disk);
        holdings.add(new Holdings.Held("fan-speed", "plant/command/fan", "80", 80, 1, false));
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        long[] nanos = {1};
        Leftovers leftovers = new Leftovers(holdings, (topic, payload) -> {
            answers.add(new CompletableFuture<>());
            return answers.get(answers.size() - 1);
        }, new ControlHistory(disk), new ControlDesk.Sources(point -> null, () -> nanos[0], () -> nanos[0], () -> false));
        leftovers.step(topic -> false);
        leftovers.step(topic -> false);
        assertEquals(1, answers.size());
        nanos[0] += ActuatorCell.PATIENCE_NANOS;
        leftovers.step(topic -> false);
        assertEquals(2, answers.size());
        assertEquals(Map.of("fan-speed", "the broker does not acknowledge it"), leftovers.left());
        for (int repeat = 1; repeat <= Leftovers.REPEATS; repeat++) {
            assertTrue(holdings.has("plant/command/fan"));
            answers.get(repeat).complete(null);
            nanos[0] += ActuatorCell.PATIENCE_NANOS;
            leftovers.step(topic -> false);
        }
        assertEquals(Map.of(), leftovers.left(), "its point does not speak, so it is told some times");
        assertEquals(1 + Leftovers.REPEATS, answers.size());
        assertFalse(holdings.has("plant/command/fan"));
    }

    @Test
    void whatCannotBeNotedOnTheDiskIsNotWritten() throws Exception {
        ControlCycle cycle = start();
        disk.full = true;
        arm(cycle);
        Until.holds("refused", () -> cycle.view().loops().get(0).decisions().stream().anyMatch(decision -> decision.outcome().contains("no space")));
        assertEquals(List.of(), sent);
        disk.full = false;
        Until.holds("written after all", () -> !sent.isEmpty());
        cycle.close();
    }

    @Test
    void cyclesThatFailEndInTheSafeValue() throws Exception {
        ControlCycle cycle = start();
        arm(cycle);
        Until.holds("it writes", () -> !sent.isEmpty());
        broken = true;
        Until.holds("the safe value", () -> sent.get(sent.size() - 1).equals("plant/command/fan 80"));
        assertEquals("java.lang.IllegalStateException: no states", cycle.trouble());
        broken = false;
        Until.holds("it goes on, dry", () -> cycle.trouble() == null && cycle.view().loops().get(0).state().equals("dry"));
        cycle.close();
    }

    @Test
    void noErrorOfTheMachineEndsTheCyclesForGood() throws Exception {
        ControlCycle cycle = start();
        arm(cycle);
        Until.holds("it writes", () -> !sent.isEmpty());
        exhausted = true;
        Until.holds("the safe value", () -> sent.get(sent.size() - 1).equals("plant/command/fan 80"));
        exhausted = false;
        Until.holds("it goes on, dry", () -> cycle.trouble() == null && cycle.view().loops().get(0).state().equals("dry"));
        cycle.close();
    }

    @Test
    void cyclesThatStandStillAreSaid() throws Exception {
        ControlCycle cycle = start();
        Until.holds("some cycles", () -> cycle.view() != ControlView.NONE);
        ControlHealth health = new ControlHealth(cycle, new ControlCounts(), new LoopShelf(CYCLE, book -> { }));
        assertEquals(Health.State.OK, health.check().get(0).state());
        hanging = true;
        Until.holds("said", () -> health.check().get(0).state() == Health.State.CRITICAL);
        hanging = false;
        Until.holds("over", () -> health.check().get(0).state() == Health.State.OK);
        cycle.close();
    }

    @Test
    void aLoopThatWaitsForItsBundleIsCountedInHealth(@TempDir Path site) throws Exception {
        Files.writeString(Files.createDirectories(site.resolve("loops")).resolve("plant.json"),
            ("{'actuators': [" + Bench.ACTUATOR + "], 'loops': [" + Bench.loop("one", "nobody-brings-it", 1, "") + "]}").replace('\'', '"'));
        ControlCycle cycle = start();
        try (LoopShelf shelf = new LoopShelf(CYCLE, cycle::install)) {
            shelf.applied(new Plant(site));
            assertEquals("0 loops, 0 armed; 1 more without the bundle that brings their kind: one", new ControlHealth(cycle, new ControlCounts(), shelf).check().get(0).message());
        }
        cycle.close();
    }

    @Test
    void aPublisherThatThrowsIsOneThatIsAway() throws Exception {
        ControlCycle cycle = start();
        arm(cycle);
        Until.holds("it writes", () -> !sent.isEmpty());
        throwing = true;
        Until.holds("it does not arrive", () -> cycle.trouble() != null || cycle.view().actuators().get(0).trouble() != null);
        assertEquals(null, cycle.trouble(), "what concerns one actuator does not fail the cycle of all");
        Instant from = cycle.view().at();
        Until.holds("cycles go on", () -> cycle.view().at().isAfter(from.plus(CYCLE.multipliedBy(LoopCell.PATIENCE + 2))));
        assertEquals("armed", cycle.view().loops().get(0).state());
        throwing = false;
        Until.holds("commands arrive again", () -> cycle.view().actuators().get(0).trouble() == null);
        cycle.close();
    }

    @Test
    void whatHasGoneOrBecomeAnotherCannotBeArmed() throws Exception {
        ControlCycle cycle = start();
        Until.holds("shown", () -> cycle.view() != ControlView.NONE);
        BoundLoop seen = one(cycle);
        cycle.install(bench.bind("{'actuators': [" + Bench.ACTUATOR + "], 'loops': [" + Bench.loop("one", "up", 2, "") + "]}"));
        ExecutionException refused = assertThrows(ExecutionException.class, () -> cycle.arm(seen, LEASE, "nina", "test").get());
        assertTrue(refused.getCause() instanceof ControlDesk.Refusal);
        arm(cycle);
        cycle.install(bench.bind("{'loops': []}"));
        refused = assertThrows(ExecutionException.class, () -> cycle.arm(seen, LEASE, "nina", "test").get());
        assertTrue(refused.getCause() instanceof ControlDesk.Refusal);
        cycle.close();
        assertThrows(ExecutionException.class, () -> cycle.arm(seen, LEASE, "nina", "test").get());
        assertFalse(Thread.getAllStackTraces().keySet().stream().anyMatch(thread -> thread.getName().equals("gemello-loop-one")), "no thread is left");
    }

    @Test
    void theHistoryKeepsItsNewestEvents() throws Exception {
        ControlHistory history = new ControlHistory(disk);
        for (int i = 0; i < ControlHistory.KEPT + 2_500; i++) {
            history.add(new ControlEvent("write", "one", "fan-speed", i, "control", "test"));
        }
        assertTrue(disk.records("control") <= ControlHistory.KEPT + 1_000, "" + disk.records("control"));
        ControlHistory.Page page = history.read(event -> ((Number) event.get("value")).intValue() % 2 == 0, Long.MAX_VALUE, 3);
        assertEquals(List.of(12_498.0, 12_496.0, 12_494.0), page.events().stream().map(event -> event.get("value")).toList());
        assertEquals(12_492.0, history.read(event -> ((Number) event.get("value")).intValue() % 2 == 0, page.next(), 3).events().get(0).get("value"));
        ControlHistory again = new ControlHistory(disk);
        again.add(new ControlEvent("write", "one", "fan-speed", -1, "control", "test"));
        assertEquals(12_501L, again.read(all -> true, Long.MAX_VALUE, 1).events().get(0).get("number"));
    }
}
