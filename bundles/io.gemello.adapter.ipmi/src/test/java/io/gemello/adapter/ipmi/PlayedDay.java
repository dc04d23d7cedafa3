package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.ReplayClock;
import io.gemello.testkit.FakeIntake;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Site time of a replay, with the plainest bookkeeping of silence: at each step everything that has come is looked at. */
final class PlayedDay implements ReplayClock {
    private static final long STALE_AFTER = Duration.ofSeconds(900).toNanos();

    private final FakeIntake intake;
    private final Map<String, Long> latest = new HashMap<>();
    private final Map<String, Integer> silences = new HashMap<>();
    private final Map<String, Boolean> stale = new HashMap<>();
    private int seen;
    private long now = Long.MIN_VALUE;

    PlayedDay(FakeIntake intake) {
        this.intake = intake;
    }

    @Override
    public void advance(long epochNanos) {
        assertTrue(epochNanos >= now, "the clock never moves back");
        takeIn();
        now = epochNanos;
        latest.forEach((address, time) -> {
            if (now - time > STALE_AFTER && stale.put(address, true) == Boolean.FALSE) {
                silences.merge(address, 1, Integer::sum);
            }
        });
    }

    long now() {
        return now;
    }

    /** How many addresses fared how by now. */
    Map<String, Integer> staleness() {
        takeIn();
        Map<String, Integer> kinds = new TreeMap<>();
        latest.keySet().forEach(address -> kinds.merge(stale.get(address) ? "stale to the end"
                : silences.containsKey(address) ? "stale and back" : "never stale", 1, Integer::sum));
        return kinds;
    }

    private void takeIn() {
        List<Sample> samples = intake.samplesFrom(seen);
        seen += samples.size();
        for (Sample sample : samples) {
            assertTrue(sample.epochNanos() <= now, "no reading is ahead of the clock");
            latest.merge(sample.to().address(), sample.epochNanos(), Math::max);
            stale.put(sample.to().address(), now - sample.epochNanos() > STALE_AFTER);
        }
    }
}
