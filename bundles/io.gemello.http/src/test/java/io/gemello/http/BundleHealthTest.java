package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundleHealthTest {
    @Test
    void aStoppedBundleIsCriticalUntilItRunsAgain() {
        BundleHealth health = new BundleHealth(null);
        assertTrue(health.check(List.of()).isEmpty());
        Health first = health.check(List.of("io.gemello.core")).get(0);
        assertEquals("bundle.io.gemello.core", first.name());
        assertEquals(Health.State.CRITICAL, first.state());
        assertEquals(first.since(), health.check(List.of("io.gemello.core")).get(0).since(), "since when it is so, not when it was asked");
        assertTrue(health.check(List.of()).isEmpty());
    }
}
