package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class GuessGuardTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 10);
    private final GuessGuard guard = new GuessGuard(nanos::get);

    @Test
    void eachFailureBeyondTheFreeOnesDoublesTheWaitUpToAMinute() {
        Backoff backoff = new Backoff(3, Duration.ofMinutes(1), nanos::get);
        long[] seconds = {0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60};
        for (long expected : seconds) {
            backoff.failed("k");
            assertEquals(expected, TimeUnit.NANOSECONDS.toSeconds(backoff.waitNanos("k")));
        }
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        assertTrue(backoff.waitNanos("k") <= 0);
        backoff.failed("k");
        assertEquals(60, TimeUnit.NANOSECONDS.toSeconds(backoff.waitNanos("k")));
        backoff.succeeded("k");
        assertEquals(0, backoff.waitNanos("k"));
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        Backoff backoff = new Backoff(1, Duration.ofMinutes(1), nanos::get);
        for (int i = 0; i < 20; i++) {
            backoff.failed("k");
        }
        nanos.addAndGet(Duration.ofMinutes(11).toNanos());
        backoff.failed("k");
        assertEquals(1, TimeUnit.NANOSECONDS.toSeconds(backoff.waitNanos("k")));
    }

    @Test
    void guessesFromElsewhereDoNotShutOutAUserWhereHeWorks() {
        guard.succeeded("otto", "office");
        for (int i = 0; i < 200; i++) {
            guard.failed("otto", "attacker-" + i);
        }
        assertTrue(guard.waitNanos("otto", "office") <= 0);
        assertTrue(guard.waitNanos("otto", "yet another address") > 0, "many addresses are one attack on one name");
    }

    @Test
    void oneAddressThatTriesManyNamesIsHeldAndItsKnownUsersAreNot() {
        guard.succeeded("vera", "shared");
        for (int i = 0; i < 40; i++) {
            guard.failed("name-" + i, "shared");
        }
        assertTrue(guard.waitNanos("otto", "shared") > 0);
        assertTrue(guard.waitNanos("vera", "shared") <= 0);
        assertTrue(guard.waitNanos("otto", "elsewhere") <= 0);
    }

    @Test
    void theKnownPairItselfMustWaitWhenItFails() {
        guard.succeeded("vera", "shared");
        for (int i = 0; i < 6; i++) {
            guard.failed("vera", "shared");
        }
        assertTrue(guard.waitNanos("vera", "shared") > 0);
    }
}
