package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeIntake;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** From where a restart reads on, and what happens to results that cannot be stored. */
class LaneTest {
    private final TrialSite site = new TrialSite().point("a", "flow", "m3/h").point("b", "flow", "m3/h").derived("total", "hall", "m3/h", "sum(feature=flow)");
    private final FakeIntake intake = new FakeIntake();
    private final Lane lane = new Lane("derived", intake.open(new AdapterInfo("derived", "derived", "")), new Evaluation(Bench.SECOND, Bench.SECOND, new Counts()),
        (catalogue, point) -> catalogue.detail(point.id()).address(), point -> null);

    private void read(String point, long second, double value) {
        lane.take(new Reading(site.get(point), second * Bench.SECOND, value, 0));
    }

    @Test
    void theIntervalUnderWayIsReadAgainAfterARestart() {
        assertEquals(List.of(), lane.install(site));
        read("a-flow", 1, 2);
        lane.submit(0, 10);
        assertEquals(0, lane.anchor());
        read("b-flow", 1, 3);
        lane.submit(10, 20);
        assertEquals(0, lane.anchor());
        read("a-flow", 2, 4);
        assertTrue(lane.submit(20, 30).isDone());
        assertEquals(List.of(5.0), intake.values());
        assertEquals(20, lane.anchor(), "the batch that began the second interval");
        lane.close();
        lane.submit(30, 30);
        assertEquals(30, lane.anchor());
    }

    @Test
    void whatBeganBeforeTheFirstBatchIsNotCommitted() {
        lane.install(site);
        read("a-flow", 1, 2);
        lane.submit(Lane.UNKNOWN, 10);
        assertEquals(Lane.UNKNOWN, lane.anchor());
        read("a-flow", 2, 2);
        lane.submit(10, 20);
        assertEquals(10, lane.anchor());
    }

    @Test
    void resultsThatTheDiskHasNoRoomForAreCounted() {
        lane.install(site);
        intake.refuse(new JournalFull("the disk is full"));
        read("a-flow", 1, 2);
        read("b-flow", 1, 3);
        lane.close();
        assertFalse(lane.submit(0, 10).isCompletedExceptionally());
        assertEquals(Map.of("journal-full", 1L), intake.lost());
    }

    @Test
    void whatHasNoResultIsCounted() {
        lane.install(site);
        read("a-flow", 1, 2);
        lane.close();
        lane.submit(0, 10);
        assertEquals(Map.of("incomplete", 1L), intake.lost());
    }

    @Test
    void theCursorMovesWhenResultsAreDurable() {
        List<Long> committed = new ArrayList<>();
        Commits commits = new Commits(new JournalReader() {
            @Override
            public ReadingBatch read(int maxReadings, Duration maxWait) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void commit(long position) {
                committed.add(position);
            }

            @Override
            public long missed() {
                return 0;
            }

            @Override
            public void close() {
                // Nothing is open.
            }
        });
        CompletableFuture<Void> slow = new CompletableFuture<>();
        commits.add(10, slow);
        commits.add(20, CompletableFuture.completedFuture(null));
        assertEquals(List.of(), committed);
        slow.complete(null);
        commits.add(30, new CompletableFuture<>());
        assertEquals(List.of(20L), committed);
    }
}
