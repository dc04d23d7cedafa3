package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
    @Test
    void aPublisherThatThrewForLongIsHeardAgainWhenItDoesNot() {
        AtomicBoolean away = new AtomicBoolean(true);
        AtomicInteger heard = new AtomicInteger();
        Rounds rounds = new Rounds((topic, payload, qos) -> {
            if (away.get()) {
                throw new IllegalStateException("stopped");
            }
            heard.incrementAndGet();
            return CompletableFuture.completedFuture(null);
        }, now -> List.of(new Message("a", new byte[0]), new Message("b", new byte[0])));
        for (int round = 0; round < 500; round++) {
            rounds.next();
        }
        away.set(false);
        rounds.next();
        assertEquals(2, heard.get());
    }
}
