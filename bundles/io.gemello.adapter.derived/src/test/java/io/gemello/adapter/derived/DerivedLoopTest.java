package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class DerivedLoopTest {
    @Test
    void whateverIsThrownIsSaidAndTriedAgain() throws Exception {
        AtomicInteger opened = new AtomicInteger();
        List<AdapterStatus> said = new CopyOnWriteArrayList<>();
        ReadingJournal broken = (reader, from) -> {
            opened.incrementAndGet();
            throw new StackOverflowError();
        };
        try (DerivedLoop loop = new DerivedLoop("derived", broken, new FakeClock(1), Duration.ofSeconds(1), said::add, null, () -> null)) {
            loop.start();
            loop.applied(null);
            Until.holds("opened twice", () -> opened.get() >= 2);
        }
        assertEquals("computing has stopped, trying again: java.lang.StackOverflowError", said.get(0).message());
    }
}
