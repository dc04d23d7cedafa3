package io.gemello.core.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RareLogTest {
    private static final long SECOND = 1_000_000_000L;
    private final List<String> said = new ArrayList<>();
    private long now = -5 * SECOND;
    private final RareLog log = new RareLog(() -> now, said::add);

    @Test
    void theSameKindIsSaidOnceAMinuteWithItsCount() {
        for (int i = 0; i < 5000; i++) {
            log.say("judge", "sample " + i);
        }
        log.say("journal", "full");
        now += 61 * SECOND;
        log.say("judge", "sample again");
        assertEquals(List.of("sample 0", "full", "sample again (and 4999 more like this since it was said last)"), said);
    }

    @Test
    void kindsWithoutEndDoNotFillMemoryOrLog() {
        for (int i = 0; i < 5000; i++) {
            log.say("kind " + i, "x");
        }
        assertTrue(said.size() <= 101, said.size() + " lines");
    }
}
