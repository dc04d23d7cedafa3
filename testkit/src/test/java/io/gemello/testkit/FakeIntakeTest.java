package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** The fake keeps the promises of the real session, so that what passes here does not fail there. */
class FakeIntakeTest {
    private static final AdapterInfo WHO = new AdapterInfo("hall", "test", "");
    private final FakeIntake intake = new FakeIntake("a");
    private final IntakeSession session = intake.open(WHO);

    private CompletableFuture<Void> submit(Object value) {
        return session.submit(List.of(new Sample(session.bind("a"), value, null, Sample.NO_TIME))).toCompletableFuture();
    }

    @Test
    void withheldBatchesBecomeDurableInOrderAndWhenToldTo() {
        intake.withhold();
        CompletableFuture<Void> first = submit(1);
        CompletableFuture<Void> second = submit(2);
        assertFalse(first.isDone());
        assertEquals(1, intake.releaseOldest().get(0).value());
        assertTrue(first.isDone());
        assertFalse(second.isDone());
        intake.release();
        assertTrue(second.isDone() && submit(3).isDone());
        assertEquals(List.of(1, 2, 3), intake.values());
    }

    @Test
    void aBlockedSubmitWaitsForReleaseOrInterruptAndAnOfferIsRefused() throws Exception {
        intake.block();
        assertNull(session.offer(List.of()));
        List<CompletionStage<Void>> stages = new ArrayList<>();
        Thread ended = new Thread(() -> stages.add(submit(1)));
        ended.start();
        Until.holds("it waits", () -> intake.waiting() == 1);
        ended.interrupt();
        ended.join();
        assertTrue(stages.get(0).toCompletableFuture().isCompletedExceptionally());
        Thread waiting = new Thread(() -> stages.add(submit(2)));
        waiting.start();
        Until.holds("it waits", () -> intake.waiting() == 1);
        intake.release();
        waiting.join();
        assertEquals(List.of(2), intake.values());
    }

    @Test
    void whatIsRefusedIsNotTakenAndOnceIsOnce() {
        intake.refuseOnce(new JournalFull("no room"));
        assertTrue(submit(1).isCompletedExceptionally());
        assertFalse(submit(2).isCompletedExceptionally());
        assertEquals(List.of(2), intake.values());
    }

    @Test
    void aNameIsOpenOnceAndNothingPassesAfterTheEnd() {
        assertThrows(IllegalStateException.class, () -> intake.open(WHO));
        session.close();
        assertTrue(submit(1).isCompletedExceptionally());
        assertEquals(List.of(), intake.open());
        Binding old = session.bind("a");
        IntakeSession next = intake.open(WHO);
        assertThrows(IllegalArgumentException.class, () -> next.submit(List.of(new Sample(old, 1, null, Sample.NO_TIME))));
    }

    @Test
    void aBindingFollowsTheSite() {
        List<Set<String>> told = new ArrayList<>();
        session.onWanted(told::add);
        Binding b = session.bind("b");
        assertFalse(b.mapped());
        intake.want("b");
        assertTrue(b.mapped());
        assertEquals(List.of(Set.of("a"), Set.of("b")), told);
    }
}
