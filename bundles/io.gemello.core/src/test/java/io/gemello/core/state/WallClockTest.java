package io.gemello.core.state;

import static io.gemello.core.state.FakeMachine.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WallClockTest {
    private final FakeMachine machine = new FakeMachine(1_750_000_000L * SECOND);
    private final WallClock clock = machine.clock();

    @Test
    void aClockThatIsSetIsCountedWithItsDistance() {
        machine.pass(3600 * SECOND);
        assertEquals(machine.wall(), clock.epochNanos());
        assertEquals(0, clock.steps().count());
        machine.set(-3600 * SECOND);
        assertEquals(machine.wall(), clock.epochNanos());
        clock.epochNanos();
        assertEquals(new ClockSteps(1, -3600 * SECOND, -3600 * SECOND, machine.wall(), 3607 * SECOND), clock.steps());
        machine.pass(10 * SECOND);
        machine.set(3 * SECOND);
        assertEquals(machine.wall(), clock.epochNanos());
        assertEquals(List.of(2L, -3597 * SECOND, 3 * SECOND), List.of(clock.steps().count(), clock.steps().total(), clock.steps().last()));
        machine.pass(SECOND);
        assertEquals(SECOND, clock.sinceLastStep());
    }

    /** NTP moves a clock by half a millisecond a second; in an hour that is almost two seconds, and no step. */
    @Test
    void slewingIsFollowed() {
        for (int i = 0; i < 20 * 3600; i++) {
            machine.pass(SECOND);
            machine.set(SECOND / 2000);
            clock.epochNanos();
        }
        assertEquals(0, clock.steps().count());
    }

    @Test
    void manyThreadsSeeOneStep() throws InterruptedException {
        machine.set(-3600 * SECOND);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int n = 0; n < 10_000; n++) {
                    clock.epochNanos();
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1, clock.steps().count());
    }

    @Test
    void theMachinesOwnClockStandsStill() {
        WallClock real = new WallClock();
        long before = System.currentTimeMillis() * 1_000_000;
        assertTrue(Math.abs(real.epochNanos() - before) < 5 * SECOND);
        assertEquals(0, real.steps().count());
    }
}
