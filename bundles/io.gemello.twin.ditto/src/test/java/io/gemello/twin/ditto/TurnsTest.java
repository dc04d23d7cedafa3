package io.gemello.twin.ditto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.gemello.twin.ditto.Turns.Turn;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.ditto.json.JsonFactory;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final AtomicLong now = new AtomicLong(1);
    private final Turns turns = new Turns(Duration.ofSeconds(1), now::get);

    private Turn take() {
        return assertTimeoutPreemptively(PATIENCE, turns::take);
    }

    private void after(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void changesInOneIntervalHaveOneTurn() {
        for (int i = 0; i < 100; i++) {
            turns.changed("a:b");
        }
        assertEquals(1, turns.waiting());
        turns.done(take());
        assertEquals(0, turns.waiting());
    }

    /** Or the newest value would be forgotten that came while the one before was on its way. */
    @Test
    void aChangeDuringATurnHasAnotherAfterTheInterval() {
        turns.changed("a:b");
        Turn turn = take();
        turns.changed("a:b");
        turns.done(turn);
        turns.changed("a:c");
        assertEquals("a:c", take().id());
        after(1);
        assertEquals("a:b", take().id());
    }

    @Test
    void aRefusedThingIsTriedAgainAfterPausesThatGrow() {
        turns.changed("a:b");
        Turn turn = take();
        turn.known(JsonFactory.newObject("{\"a\":1}"));
        turns.failed(turn);
        assertEquals(1, turns.failing());
        after(1);
        turn = take();
        assertNull(turn.known());
        turns.failed(turn);
        after(1);
        turns.changed("a:c");
        assertEquals("a:c", take().id());
        after(1);
        turn = take();
        assertEquals("a:b", turn.id());
        turns.done(turn);
        assertEquals(0, turns.failing());
    }

    @Test
    void whatSomebodyElseChangedThereIsNotTakenForKnown() {
        turns.doubted("a:stranger");
        assertFalse(turns.mirrors("a:stranger"));
        turns.changed("a:b");
        Turn turn = take();
        turn.known(JsonFactory.newObject("{\"a\":1}"));
        turns.done(turn);
        turns.changed("a:b");
        after(1);
        turn = take();
        assertNotNull(turn.known());
        turns.doubted("a:b");
        turns.done(turn);
        after(1);
        assertNull(take().known());
    }

    @Test
    void theLongestWaitIsSeen() {
        turns.changed("a:b");
        after(5);
        turns.changed("a:b");
        assertEquals(5, turns.oldestSeconds(), 0.001);
        turns.done(take());
        assertEquals(0, turns.oldestSeconds());
    }

    @Test
    void aThingThatIsGoneIsNotMirrored() {
        turns.changed("a:b");
        turns.gone(take());
        assertEquals(0, turns.size());
        turns.changed("a:b");
        Turn turn = take();
        turns.changed("a:b");
        turns.gone(turn);
        assertEquals(1, turns.size());
    }
}
