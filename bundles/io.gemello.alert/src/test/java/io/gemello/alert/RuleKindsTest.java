package io.gemello.alert;

import static io.gemello.alert.Scene.INLET;
import static io.gemello.alert.Scene.SECOND;
import static io.gemello.alert.Scene.SUPPLY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleKindsTest {
    private static final Map<String, Object> LIMITS = Map.of("limits", Map.of("hihi", 32, "hi", 27, "lo", 18, "lolo", 15), "deadband", 0.5);

    @Test
    void aLimitIsOverOnlyBeyondItsDeadband() {
        Scene scene = new Scene(new LimitRule(), LIMITS);
        assertEquals("", scene.level(scene.reads(INLET, 1, 27)), "at the limit is not over it");
        assertEquals("hi", scene.level(scene.reads(INLET, 2, 27.1)));
        assertEquals("hi", scene.level(scene.reads(INLET, 3, 26.6)), "within the deadband");
        assertEquals("", scene.level(scene.reads(INLET, 4, 26.5)), "back by the deadband");
        assertEquals("", scene.level(scene.reads(INLET, 5, 26.9)), "the deadband is for what holds");
        assertEquals("hihi", scene.level(scene.reads(INLET, 6, 33)));
        assertEquals("hi", scene.level(scene.reads(INLET, 7, 31)));
        assertEquals("lo", scene.level(scene.reads(INLET, 8, 17)));
        assertEquals("lolo", scene.level(scene.reads(INLET, 9, 10)));
    }

    @Test
    void limitsInTheWrongOrderAreRefusedByName() {
        RuleFault fault = assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of("limits", Map.of("hi", 27, "hihi", 25))));
        assertEquals("limits.hihi", fault.option());
        assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of("limits", Map.of("high", 27))));
        assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of("limits", Map.of("hi", "27"))));
        assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of()));
    }

    @Test
    void aDeadbandThatNoValueLeavesIsRefused() {
        RuleFault fault = assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of("limits", Map.of("hi", 27, "lo", 26), "deadband", 100)));
        assertEquals("deadband: is 100.0, but between the upper and the lower limit there is only 1.0: what holds could never be over; make it smaller", fault.option() + ": " + fault.getMessage());
        assertThrows(RuleFault.class, () -> new Scene(new LimitRule(), Map.of("limits", Map.of("hihi", 35, "hi", 27, "lo", 18, "lolo", 10), "deadband", 9)));
        new Scene(new LimitRule(), Map.of("limits", Map.of("hihi", 35, "hi", 27, "lo", 18, "lolo", 10), "deadband", 8.9));
        new Scene(new LimitRule(), Map.of("limits", Map.of("hi", 27), "deadband", 100));
    }

    @Test
    void aSilenceOfNothingIsRefusedForWhatItIs() {
        RuleFault fault = assertThrows(RuleFault.class, () -> new Scene(new StaleRule(), Map.of("after", 0)));
        assertEquals("after: must be longer than nothing", fault.option() + ": " + fault.getMessage().substring(0, 27));
    }

    @Test
    void aDeviationComparesWithTheNewestOfTheOtherPoint() {
        Scene scene = new Scene(new DeviationRule(), Map.of("from", Map.of("feature", "supply"), "limits", Map.of("hi", 5)));
        assertFalse(scene.reads(INLET, 1, 30).known(), "nothing to compare with");
        assertEquals("hi", scene.level(scene.reads(SUPPLY, 2, 20)));
        assertEquals(10, scene.waits(3).value());
        assertEquals("", scene.level(scene.reads(SUPPLY, 4, 26)));
        assertThrows(RuleFault.class, () -> new Scene(new DeviationRule(), Map.of("from", Map.of("feature", "power"), "limits", Map.of("hi", 5))), "other unit");
        assertThrows(RuleFault.class, () -> new Scene(new DeviationRule(), Map.of("from", Map.of("feature", "blorg"), "limits", Map.of("hi", 5))));
    }

    @Test
    void silenceIsStaleFromItsDeadlineAndTheCheckAsksToBeWoken() {
        Scene scene = new Scene(new StaleRule(), Map.of());
        assertFalse(scene.waits(100).known(), "never heard is not stale");
        assertEquals(160 * SECOND, scene.reads(INLET, 100, 20).again());
        assertEquals("", scene.level(scene.waits(159.999)));
        assertEquals("stale", scene.level(scene.waits(160)));
        assertEquals("", scene.level(scene.reads(INLET, 161, 20)));
    }

    @Test
    void aStateThatIsNotNormalIsNamedByTheSitesTexts() {
        Map<String, Double> states = Map.of("off", 0.0, "standby", 1.0, "cooling", 2.0);
        Scene scene = new Scene(new OffNormalRule(), Map.of("normal", List.of("cooling", "standby")), states);
        assertEquals("", scene.level(scene.reads(INLET, 1, 2)));
        assertEquals("off-normal", scene.level(scene.reads(INLET, 2, 0)));
        RuleFault fault = assertThrows(RuleFault.class, () -> new Scene(new OffNormalRule(), Map.of("normal", "Cooling"), states));
        assertEquals("normal", fault.option());
    }

    /** ASHRAE TC 9.9's 20 K/h, as so much within a window: 5 K in 15 minutes. */
    @Test
    void aRiseIsMeasuredFromTheLowestOfTheWindowAndOverWhenThatHasLeftIt() {
        Scene scene = new Scene(new RateRule(), Map.of("rise", 5, "window", "15 min"));
        assertEquals("", scene.level(scene.reads(INLET, 0, 20)));
        assertEquals("", scene.level(scene.reads(INLET, 600, 25)));
        assertEquals("rise", scene.level(scene.reads(INLET, 870, 25.5)));
        assertEquals("rise", scene.level(scene.waits(890)));
        assertEquals("", scene.level(scene.waits(931)), "the window is at most one slice of 30 s longer");
        assertEquals("", scene.level(scene.reads(INLET, 940, 21)), "falling is not asked for");
    }

    @Test
    void theWindowsMemoryOutlastsAnyNumberOfReadings() {
        Scene scene = new Scene(new RateRule(), Map.of("rise", 5, "fall", 5, "window", "60 s"));
        for (int second = 0; second < 10_000; second++) {
            assertEquals("", scene.level(scene.reads(INLET, second, 20 + second * 0.05)), "0.05 a second is 3 a minute, at " + second);
        }
        assertEquals("fall", scene.level(scene.reads(INLET, 10_000, 20 + 10_000 * 0.05 - 5.1)));
    }

    @Test
    void silenceWhileTheRuntimeWasAwayIsNobodysAndWhatStandsGoesOnStanding() {
        Scene scene = new Scene(new StaleRule(), Map.of("after", "60 s"));
        scene.reads(INLET, 100, 20);
        scene.listening = 1_000 * SECOND;
        Verdict early = scene.waits(1_010);
        assertFalse(early.known(), "it may be heard yet, and an alert from before is not over");
        assertEquals(1_060 * SECOND, early.again());
        assertEquals("stale", scene.level(scene.waits(1_060)));
        scene.reads(INLET, 1_070, 20);
        assertEquals("", scene.level(scene.waits(1_100)));
        assertEquals("stale", scene.level(scene.waits(1_130)));
    }
}
