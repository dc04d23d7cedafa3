package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.PointState;
import io.gemello.api.control.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlDeskTest {
    private static final double RATE = 2;
    private final Bench bench = new Bench();

    @AfterEach
    void end() {
        bench.desk.close();
    }

    @Test
    void aDryRunShowsItsDecisionsAndWritesNothing() throws Exception {
        bench.kind("up", Bench.wants(90));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(20);
        assertEquals(List.of(), bench.sent);
        assertEquals("dry run: would write 52", bench.outcome("one"));
        assertEquals(20, bench.counts.dry);
        assertTrue(bench.held.isEmpty());
    }

    @Test
    void anArmedLoopBeginsWhereTheActuatorStandsAndMovesNoFasterThanAllowed() throws Exception {
        bench.kind("up", Bench.wants(90));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(2);
        bench.arm("one");
        bench.cycles(1);
        assertEquals(50 + RATE, bench.last(), 1e-9);
        assertEquals("sent: 52, as fast as it may change", bench.outcome("one"));
        bench.cycles(30);
        for (int i = 1; i < bench.sent.size(); i++) {
            assertTrue(bench.sent.get(i) - bench.sent.get(i - 1) <= RATE + 1e-9, bench.sent.toString());
        }
        assertEquals(90, bench.last(), 1e-9);
        assertEquals("plant/command/fan", bench.held.iterator().next());
    }

    @Test
    void whatLiesOutOfBoundsIsCutAndCountedAndWhatIsNoNumberRefused() throws Exception {
        double[] value = {500};
        bench.kind("up", now -> List.of(new Command(Plant.SPEED, value[0], "too much")));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(40);
        assertEquals(100, bench.last());
        assertEquals(41, bench.counts.cut);
        value[0] = 50;
        bench.cycles(1);
        value[0] = 500;
        bench.cycles(5);
        assertEquals(2, bench.events.stream().filter(event -> event.what().equals("cut")).count(), "said when it begins");
        value[0] = Double.NaN;
        bench.cycles(1);
        assertEquals(1, bench.counts.refused);
        assertEquals("refused: it is no number", bench.outcome("one"));
    }

    @Test
    void aCommandForSomebodyElsesActuatorIsRefused() throws Exception {
        bench.kind("up", now -> List.of(new Command(Plant.VALVE, 30, "not mine"), new Command(Plant.SPEED, 60, "mine"), new Command(Plant.SPEED, 70, "mine, again")));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        assertEquals(List.of("refused: it is no actuator of this loop", "sent: 52, as fast as it may change", "refused: a second command for the same actuator"),
            bench.loop("one").decisions().stream().map(Decision::outcome).toList());
    }

    @Test
    void aChangeWithinTheDeadbandIsNotWritten() throws Exception {
        double[] value = {50};
        bench.kind("up", now -> List.of(new Command(Plant.SPEED, value[0], "nearly the same")));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        value[0] = 50.9;
        bench.cycles(3);
        assertEquals(List.of(50.0), bench.sent);
        assertEquals("stays at 50: the change is smaller than the deadband", bench.outcome("one"));
    }

    /** Or a valve never closes. */
    @Test
    void theLastStepToABoundIsWrittenHoweverSmall() throws Exception {
        double[] value = {51};
        bench.kind("up", now -> List.of(new Command(Plant.SPEED, value[0], "nearly there")));
        bench.install(Bench.ACTUATOR.replace("'min': 20", "'min': 50"), new String[] {Bench.loop("one", "up", 1, "")});
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        value[0] = 50.3;
        bench.cycles(1);
        assertEquals(51, bench.last());
        value[0] = 50;
        bench.cycles(1);
        assertEquals(50, bench.last());
        value[0] = 50.3;
        bench.cycles(1);
        assertEquals(50, bench.last(), "back again it is within the deadband");
    }

    @Test
    void anUnchangedValueIsSaidAgainOnceEachExpiry() throws Exception {
        bench.kind("up", Bench.wants(50));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(16);
        assertEquals(List.of(50.0, 50.0, 50.0, 50.0), bench.sent);
        assertEquals(1, bench.events.stream().filter(event -> event.what().equals("write")).count(), "said again is no news");
    }

    @Test
    void theFirstByPriorityWritesAndTheNextTakesOverWithoutTheSafeValue() throws Exception {
        bench.kind("up", Bench.wants(90));
        bench.kind("down", Bench.wants(30));
        bench.install(Bench.loop("low", "down", 1, ""), Bench.loop("high", "up", 9, ""));
        bench.cycles(1);
        bench.arm("low");
        bench.arm("high");
        bench.cycles(2);
        assertEquals(54, bench.last(), 1e-9);
        assertEquals("overruled by high", bench.outcome("low"));
        bench.desk.disarm("high", "nina", "enough");
        bench.cycles(3);
        assertEquals(48, bench.last(), 1e-9);
        assertFalse(bench.sent.contains(80.0), bench.sent.toString());
    }

    @Test
    void aLeaseThatEndsBringsTheActuatorToItsSafeValueAtOnce() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.desk.arm(bench.loop("one").loop(), Duration.ofSeconds(5), "nina", "briefly");
        bench.cycles(4);
        assertTrue(bench.last() < 80);
        bench.cycles(1);
        assertEquals(80, bench.last());
        assertNull(bench.loop("one").lease());
        assertEquals("the lease of nina is over", bench.loop("one").ended());
        assertFalse(bench.loop("one").endsUnseen(), "it was known that it would end");
        assertThrows(ControlDesk.Refusal.class, () -> bench.desk.disarm("one", "nina", "once more"));
        assertTrue(bench.happened("lease-over"));
        assertTrue(bench.held.isEmpty());
        int before = bench.sent.size();
        bench.cycles(30);
        assertEquals(before, bench.sent.size(), "it is told once, then left alone");
    }

    @Test
    void aLoopThatFallsSilentHoldsUntilTheExpiryAndNoLonger() throws Exception {
        boolean[] silent = {false};
        bench.kind("up", now -> silent[0] ? List.of() : List.of(new Command(Plant.SPEED, 50, "as it is")));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        silent[0] = true;
        bench.cycles(4);
        assertEquals(50, bench.last());
        bench.cycles(1);
        assertEquals(80, bench.last());
        assertNotNull(bench.loop("one").lease(), "its lease goes on");
        silent[0] = false;
        bench.set(Plant.SPEED, 80, PointState.State.LIVE);
        bench.cycles(1);
        assertEquals(78, bench.last(), 1e-9);
    }

    @Test
    void aLoopWhoseInputsAreNotUsableIsNotAskedAndGoesOnWhenTheyAre() throws Exception {
        bench.kind("up", Bench.wants(50));
        bench.install(Bench.loop("one", "up", 1, ", 'usable': 0.6"));
        bench.cycles(1);
        bench.arm("one");
        bench.set(Plant.probe(1), 20, PointState.State.STALE);
        bench.cycles(1);
        assertEquals(1, bench.loop("one").decisions().size(), "two of three are enough");
        bench.set(Plant.probe(2), 20, PointState.State.STALE);
        bench.cycles(5);
        assertEquals(List.of(), bench.loop("one").decisions());
        assertEquals(80, bench.last());
        assertTrue(bench.happened("blind"));
        assertEquals("blind", ControlView.of(bench.desk, Map.of(), bench.nanos).loops().get(0).state());
        bench.set(Plant.probe(2), 20, PointState.State.LIVE);
        bench.set(Plant.SPEED, 80, PointState.State.LIVE);
        bench.cycles(1);
        assertEquals(78, bench.last(), 1e-9);
    }

    @Test
    void aBlindLoopCannotBeArmed() throws Exception {
        bench.kind("up", Bench.wants(50));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.set(Plant.probe(1), 20, PointState.State.STALE);
        bench.cycles(1);
        assertThrows(ControlDesk.Refusal.class, () -> bench.arm("one"));
    }

    @Test
    void threeFailuresInARowEndALease() throws Exception {
        boolean[] broken = {false};
        bench.kind("up", now -> {
            if (broken[0]) {
                throw new IllegalStateException("division by cucumber");
            }
            return List.of(new Command(Plant.SPEED, 60, "fine"));
        });
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        broken[0] = true;
        bench.cycles(2);
        assertNotNull(bench.loop("one").lease());
        bench.cycles(1);
        assertNull(bench.loop("one").lease());
        assertEquals(80, bench.last());
        assertTrue(bench.loop("one").ended().contains("division by cucumber"), bench.loop("one").ended());
        assertTrue(bench.loop("one").endsUnseen());
        bench.desk.disarm("one", "nina", "seen");
        assertFalse(bench.loop("one").endsUnseen());
        assertTrue(bench.loop("one").ended().contains("division by cucumber"), "why it ended stays");
        assertEquals(3, bench.counts.loopFailures);
    }

    @Test
    void aLoopThatHangsHoldsUpNobodyAndLosesItsLease() throws Exception {
        Object never = new Object();
        boolean[] hangs = {false};
        bench.kind("hang", now -> {
            if (hangs[0]) {
                LockSupport.parkNanos(never, Duration.ofMinutes(5).toNanos());
            }
            return List.of(new Command(Plant.SPEED, 60, "in time"));
        });
        bench.kind("up", Bench.wants(90));
        bench.install(Bench.loop("stuck", "hang", 9, ""), Bench.loop("fine", "up", 1, ""));
        bench.cycles(1);
        bench.arm("stuck");
        bench.cycles(1);
        hangs[0] = true;
        bench.cycles(3);
        assertNull(bench.loop("stuck").lease());
        assertEquals(1, bench.loop("fine").decisions().size());
        assertEquals(80, bench.last());
    }

    @Test
    void whoseTextChangesIsAnotherLoopAndWhoseDoesNotGoesOn() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.kind("other", Bench.wants(70));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        bench.install(Bench.loop("new", "other", 5, ""), Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        assertNotNull(bench.loop("one").lease());
        bench.install(Bench.loop("one", "up", 1, ", 'note': 1"));
        bench.cycles(1);
        assertNull(bench.loop("one").lease());
        assertEquals(80, bench.last());
    }

    @Test
    void aChangedActuatorIsBroughtToItsOldSafeValueFirst() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        bench.broker = CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        bench.install(Bench.ACTUATOR.replace("'safe': 80", "'safe': 85"), new String[] {Bench.loop("one", "up", 1, "")});
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(2);
        assertEquals("waits: it has yet to reach the safe value that it had before its description changed", bench.outcome("one"));
        bench.broker = null;
        bench.cycles(1);
        assertEquals(80, bench.last());
        bench.cycles(1);
        assertEquals("sent: 78, as fast as it may change", bench.outcome("one"));
    }

    /** A broker takes what nobody hears. */
    @Test
    void aSafeValueHasArrivedWhenThePointShowsItAndNotBefore() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(8);
        bench.follows = false;
        bench.set(Plant.SPEED, 80, PointState.State.LIVE);
        bench.desk.disarm("one", "nina", "enough");
        bench.cycles(1);
        bench.sent.clear();
        bench.cycles(4);
        assertEquals("plant/command/fan", bench.held.iterator().next(), "what the point said before the command proves nothing");
        bench.set(Plant.SPEED, 60, PointState.State.LIVE);
        bench.cycles(1);
        assertEquals("its point says 60", bench.desk.actuators().get(0).trouble());
        bench.cycles(10);
        assertEquals(List.of(80.0, 80.0, 80.0), bench.sent, "said again every five seconds");
        assertEquals(1, bench.events.stream().filter(event -> event.what().equals("failed")).count());
        assertFalse(bench.desk.release("control stops"), "nor at the end");
        bench.set(Plant.SPEED, 79.5, PointState.State.LIVE);
        bench.cycles(1);
        assertTrue(bench.held.isEmpty(), "less than the deadband does not matter");
        assertNull(bench.desk.actuators().get(0).trouble());
    }

    @Test
    void aPointThatIsOutOfServiceHoldsNothingUp() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        bench.follows = false;
        bench.set(Plant.SPEED, 60, PointState.State.OUT_OF_SERVICE);
        bench.desk.disarm("one", "nina", "enough");
        bench.cycles(1);
        assertTrue(bench.held.isEmpty());
    }

    @Test
    void aSafeValueThatDoesNotArriveIsSaidUntilItDoes() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        bench.broker = CompletableFuture.failedFuture(new IllegalStateException("no connection"));
        bench.desk.disarm("one", "nina", "enough");
        bench.cycles(4);
        assertFalse(bench.held.isEmpty(), "it stays noted on the disk");
        assertTrue(bench.counts.sendFailures >= 3);
        bench.broker = null;
        bench.cycles(1);
        assertEquals(80, bench.last());
        assertTrue(bench.held.isEmpty());
    }

    @Test
    void theEndBringsEverythingToItsSafeValue() throws Exception {
        bench.kind("up", Bench.wants(60));
        bench.install(Bench.loop("one", "up", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(1);
        assertTrue(bench.desk.release("control stops"));
        assertEquals(80, bench.last());
        assertTrue(bench.held.isEmpty());
    }

    @Test
    void aLoopThatAnswersLateEachTimeIsNotHeardOneCycleLater() throws Exception {
        Object never = new Object();
        boolean[] slow = {false};
        bench.kind("slow", now -> {
            if (slow[0]) {
                LockSupport.parkNanos(never, Duration.ofMillis(750).toNanos());
            }
            return List.of(new Command(Plant.SPEED, slow[0] ? 90 : 60, "of another cycle's snapshot"));
        });
        bench.install(Bench.loop("one", "slow", 1, ""));
        bench.cycles(1);
        bench.arm("one");
        bench.cycles(20);
        slow[0] = true;
        bench.cycles(LoopCell.PATIENCE);
        assertTrue(bench.sent.stream().allMatch(value -> value <= 60 || value == 80), "an answer that comes late is not used: " + bench.sent);
        assertTrue(bench.happened("lease-over"));
    }
}
