package io.gemello.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeavingSinkTest {
    /** An interrupt would close the files that the sink is writing; a call after its bundle has stopped would meet a dead component. */
    @Test
    void aSinkThatLeavesEndsItsCallUndisturbedBeforeItIsGone() throws InterruptedException {
        LiveStates states = new LiveStates(new RecordedClock(), java.time.Duration.ofSeconds(5), () -> 0);
        states.durable(List.of(new Reading(new Point(0, "t1", "rack", "inlet", "temperature", "Cel", false), 1, 20, Quality.GOOD)), 1);
        CountDownLatch called = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AtomicReference<String> call = new AtomicReference<>("under way");
        SinkFeed feed = new SinkFeed("test", latest -> {
            called.countDown();
            try {
                goOn.await();
                call.set("ended");
            } catch (InterruptedException disturbed) {
                call.set("interrupted");
            }
        }, states);
        assertTrue(called.await(20, TimeUnit.SECONDS));
        AtomicReference<String> atReturn = new AtomicReference<>();
        Thread closer = new Thread(() -> {
            feed.close();
            atReturn.set(call.get());
        });
        closer.start();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (closer.getState() != Thread.State.TIMED_WAITING && closer.isAlive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        goOn.countDown();
        closer.join();
        assertEquals("ended", atReturn.get());
    }
}
