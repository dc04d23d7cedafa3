package io.gemello.core.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LongDurationsTest {
    @Test
    void aDurationLongerThanAllTimeDoesNotTurnNegative() {
        assertEquals(86_400_000_000_000L, Times.duration("every", "1d"));
        assertTrue(Times.duration("every", "999999999d") >= Times.duration("every", "106000d"));
    }
}
