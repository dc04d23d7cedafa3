package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The machine's clock is set, or was while nothing ran: delays, silence and shelves last as long as they would have. */
class SetClockTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final long HOUR = 3_600_000_000_000L;
    private static final String RULES = """
        {'rules': [
          {'rule': 'hot', 'kind': 'limit', 'for': {'point': 'inlet-0'}, 'limits': {'hi': 27}, 'onDelay': '60 s'},
          {'rule': 'rise', 'kind': 'rate', 'for': {'point': 'inlet-0'}, 'rise': 5, 'window': '10 min'},
          {'rule': 'silent', 'kind': 'stale', 'for': {'type': 'rack'}, 'after': '60 s'}
        ]}""";
    private final Hall hall = new Hall(1);
    private final AlertEngine engine = new AlertEngine(new AlertCounts());

    private static long at(double seconds) {
        return START + Math.round(seconds * 1e9);
    }

    private void reads(long at, double value) {
        engine.take(List.of(new Reading(hall.inlet(0), at, value, Quality.GOOD)), at);
    }

    private String told() {
        List<String> told = new ArrayList<>();
        engine.transitions().forEach(one -> told.add(one.rule() + " " + one.event().word() + " " + (one.at() - START) / 1e9));
        engine.settled();
        return String.join(", ", told);
    }

    @Test
    void anHourBackShortensNoDelayAndHoldsUpNoReading() {
        engine.install(hall.book(RULES), at(0));
        reads(at(0), 28);
        engine.moved(-HOUR, at(30) - HOUR);
        reads(at(31) - HOUR, 28);
        engine.advance(at(59) - HOUR);
        assertEquals("", told());
        engine.advance(at(60) - HOUR);
        assertEquals("hot raised -3540.0", told(), "a minute after the first reading, on the clock as it is now");
        engine.advance(at(92) - HOUR);
        assertEquals("silent raised -3509.0", told());
        reads(at(93) - HOUR, 20);
        assertEquals("hot returned -3507.0, silent returned -3507.0", told());
        reads(at(94) - HOUR, 26);
        assertEquals("rise raised -3506.0", told(), "what was measured on the clock before is no part of the window");
    }

    @Test
    void anHourAheadMakesNothingStale() {
        engine.install(hall.book(RULES), at(0));
        reads(at(0), 20);
        engine.moved(HOUR, at(10) + HOUR);
        engine.advance(at(69) + HOUR);
        assertEquals("", told());
        engine.advance(at(70) + HOUR);
        assertEquals("silent raised 3670.0", told(), "silence counts from then");
    }

    @Test
    void devicesWhoseClocksGoOnAreHeardAfterAnHourAhead() {
        engine.install(hall.book(RULES), at(0));
        reads(at(0), 20);
        engine.moved(HOUR, at(10) + HOUR);
        engine.take(List.of(new Reading(hall.inlet(0), at(12), 28, Quality.GOOD)), at(12) + HOUR);
        engine.advance(at(69) + HOUR);
        assertEquals("", told());
        engine.take(List.of(new Reading(hall.inlet(0), at(69), 28, Quality.GOOD)), at(69) + HOUR);
        engine.advance(at(70) + HOUR);
        assertTrue(told().startsWith("hot raised 3670.0"), "its delay began when the clock was set, at the latest");
    }

    @Test
    void readingsFromBeforeThatComeAfterAreNoEvidence() {
        engine.install(hall.book(RULES.replace("60 s", "0 s")), at(0));
        engine.moved(-HOUR, at(0) - HOUR);
        engine.take(List.of(new Reading(hall.inlet(0), at(-1), 30, Quality.GOOD)), at(0) - HOUR);
        assertEquals("", told(), "it lies an hour ahead");
        reads(at(1) - HOUR, 20);
        assertEquals(at(1) - HOUR, engine.points().heard(hall.inlet(0)));
    }

    @Test
    void aShelfLastsAsLongAsItWasMeantTo() throws Exception {
        engine.install(hall.book(RULES), at(0));
        engine.act(new AlertAction("hot@inlet-0", AlertEvent.SHELVE, Duration.ofMinutes(10), "", new Subject("ann", Set.of())), at(0));
        engine.moved(-HOUR, at(60) - HOUR);
        told();
        engine.advance(at(599) - HOUR);
        assertEquals("", told());
        engine.advance(at(600) - HOUR);
        assertEquals("hot shelf time over -3000.0", told());
    }

    @Test
    void aClockThatWasSetBackWhileNothingRanHoldsUpNoReading() throws Exception {
        MortalDisk disk = new MortalDisk();
        try (AlertStore store = new AlertStore(disk, () -> true)) {
            store.recover(engine);
            engine.install(hall.book(RULES), at(0));
            reads(at(0), 28);
            store.commit(engine, 1);
        }
        AlertEngine next = new AlertEngine(new AlertCounts());
        try (AlertStore store = new AlertStore(disk, () -> true)) {
            store.recover(next);
        }
        next.begin(at(0) - HOUR);
        next.install(hall.book(RULES), at(0) - HOUR);
        for (int second = 6; second <= 70; second++) {
            next.take(List.of(new Reading(hall.inlet(0), at(second) - HOUR, 28, Quality.GOOD)), at(second) - HOUR);
        }
        assertEquals(List.of("hot raised"), next.transitions().stream().map(one -> one.rule() + " " + one.event().word()).toList());
    }

    @Test
    void theWatchTellsASetClockFromOneThatGoes() {
        AtomicLong wall = new AtomicLong(START);
        AtomicLong monotonic = new AtomicLong();
        boolean[] replaying = {false};
        ClockWatch watch = new ClockWatch(new SiteClock() {
            @Override
            public long epochNanos() {
                return wall.get();
            }

            @Override
            public boolean replaying() {
                return replaying[0];
            }
        }, monotonic::get);
        wall.addAndGet(50_000_000_000L);
        monotonic.addAndGet(49_000_000_000L);
        assertEquals(0, watch.stepped(), "slewed");
        wall.addAndGet(-HOUR);
        assertEquals(-HOUR, watch.stepped());
        assertEquals(0, watch.stepped());
        replaying[0] = true;
        wall.addAndGet(HOUR);
        assertEquals(0, watch.stepped(), "a recording goes as it likes");
    }
}
