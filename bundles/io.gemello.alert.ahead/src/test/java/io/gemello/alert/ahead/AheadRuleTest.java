package io.gemello.alert.ahead;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.alert.RuleCheck;
import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleMoment;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A limit is seen coming. */
class AheadRuleTest {
    private static final long START = 1_700_000_000L;
    private static final Point INLET = new Point(0, "inlet", "rack-1", "inlet", "temperature", "Cel", false);
    private static final Map<String, Object> OPTIONS = Map.of("limits", Map.of("hi", 27), "within", "10 min", "window", "5 min");
    private RuleCheck check = prepare(OPTIONS);
    private double[] memory = new double[check.memory()];

    private static RuleCheck prepare(Map<String, Object> options) {
        return new AheadRule().prepare(new RuleSetting(INLET, null, options, feature -> null, id -> null));
    }

    private Verdict at(double seconds, Reading latest, boolean fresh) {
        return check.judge(new RuleMoment() {
            @Override
            public long now() {
                return Math.round((START + seconds) * 1e9);
            }

            @Override
            public Reading fresh() {
                return fresh ? latest : null;
            }

            @Override
            public Reading latest(Point point) {
                return latest;
            }

            @Override
            public long heard(Point point) {
                return latest.epochNanos();
            }

            @Override
            public long listening() {
                return 0;
            }
        }, memory);
    }

    private Verdict reads(double seconds, double value) {
        return at(seconds, new Reading(INLET, Math.round((START + seconds) * 1e9), value, Quality.GOOD), true);
    }

    @Test
    void aLineIsContinuedExactly() {
        Verdict last = Verdict.UNKNOWN;
        for (int second = 0; second <= 300; second += 5) {
            assertFalse(last.known(), "before the window is full it says nothing");
            last = reads(second, 20 + 0.01 * second);
        }
        assertEquals(20 + 0.01 * 900, last.value(), 1e-6);
        assertEquals(1, last.levels(), "27 will be passed in 400 s");
        assertTrue(reads(305, 20 + 0.01 * 305).levels() == 1);
    }

    @Test
    void aSlowRiseIsLeftAloneAndNoiseIsNoTrend() {
        Random random = new Random(1);
        for (int second = 0; second < 3_000; second++) {
            Verdict verdict = reads(second, 22 + 0.0005 * second + 0.05 * random.nextGaussian());
            assertEquals(0, verdict.levels(), "second " + second + ": " + verdict.value());
        }
    }

    @Test
    void aTrendThatEndsIsOver() {
        for (int second = 0; second <= 300; second++) {
            reads(second, 20 + 0.01 * second);
        }
        Verdict last = Verdict.UNKNOWN;
        for (int second = 301; second <= 1_200; second++) {
            last = reads(second, 23);
        }
        assertEquals(0, last.levels());
        assertEquals(23, last.value(), 0.1);
    }

    @Test
    void aFallTowardsTheLowerLimitIsSeenToo() {
        check = prepare(Map.of("limits", Map.of("lo", 18), "within", "10 min", "window", "5 min"));
        memory = new double[check.memory()];
        Verdict last = Verdict.UNKNOWN;
        for (int second = 0; second <= 300; second++) {
            last = reads(second, 25 - 0.01 * second);
        }
        assertEquals(1, last.levels());
    }

    @Test
    void afterAGapAndAfterALongSilenceNothingIsSaid() {
        for (int second = 0; second <= 300; second++) {
            reads(second, 20 + 0.01 * second);
        }
        assertFalse(at(700, new Reading(INLET, (START + 300) * 1_000_000_000L, 23, Quality.GOOD), false).known());
        assertFalse(reads(700, 24).known());
        assertFalse(reads(-3_000, 24).known(), "the clock was set back");
    }

    @Test
    void whatCannotBeUsedIsRefusedByName() {
        assertEquals("limits", assertThrows(RuleFault.class, () -> prepare(Map.of("within", 1, "window", 1))).option());
        assertEquals("limits.hihi", assertThrows(RuleFault.class, () -> prepare(Map.of("limits", Map.of("hihi", 1), "within", 1, "window", 1))).option());
        assertEquals("limits.hi", assertThrows(RuleFault.class, () -> prepare(Map.of("limits", Map.of("hi", "x"), "within", 1, "window", 1))).option());
        assertEquals("window", assertThrows(RuleFault.class, () -> prepare(Map.of("limits", Map.of("hi", 1), "within", 1))).option());
        assertEquals("within", assertThrows(RuleFault.class, () -> prepare(Map.of("limits", Map.of("hi", 1), "window", 1, "within", 0))).option());
    }
}
