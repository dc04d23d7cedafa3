package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DelayGateTest {
    private final DelayGate gate = new DelayGate(new long[] {0, 60}, 30, new long[2], 0);

    @Test
    void aLevelPassesAfterItsOwnDelay() {
        gate.found(0b11, 100);
        assertEquals(100, gate.due());
        assertTrue(gate.pass(100));
        assertEquals(0b01, gate.passed);
        assertEquals(160, gate.due());
        assertFalse(gate.pass(159));
        assertTrue(gate.pass(160));
        assertEquals(0b11, gate.passed);
        assertEquals(Long.MAX_VALUE, gate.due());
    }

    @Test
    void whatComesBackWithinTheDelayNeverPasses() {
        gate.found(0b10, 100);
        gate.found(0, 159);
        assertFalse(gate.pass(1000));
        gate.found(0b10, 1000);
        assertFalse(gate.pass(1059), "the delay begins anew");
        assertTrue(gate.pass(1060));
        gate.found(0, 2000);
        gate.found(0b10, 2029);
        assertFalse(gate.pass(3000), "a return that did not last");
        assertEquals(0b10, gate.passed);
    }

    @Test
    void aDelayBeginsAnewAfterReadingsOfWhichNothingCanBeSaid() {
        gate.found(0b10, 100);
        gate.interrupted();
        assertFalse(gate.pass(200));
        gate.found(0b10, 200);
        assertFalse(gate.pass(259));
        assertTrue(gate.pass(260));
    }
}
