package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.alert.AlertRule;
import io.gemello.api.alert.Priority;
import io.gemello.api.alert.Verdict;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class AlertEngineTest {
    private static final long START = 1_700_000_000_000_000_000L;
    private static final String HOT = "{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'hi': 27}, 'onDelay': '60 s', 'message': '{name} at {value} {unit}, over {limit}'}]}";
    private static final String AT_ONCE = HOT.replace("60 s", "0 s");
    private final Hall hall = new Hall(2);
    private final AlertCounts counts = new AlertCounts();
    private final AlertEngine engine = new AlertEngine(counts);

    private static long at(double seconds) {
        return START + Math.round(seconds * 1e9);
    }

    private void reads(double seconds, double value, int quality) {
        engine.take(List.of(new Reading(hall.inlet(0), at(seconds), value, quality)), at(seconds));
    }

    /** What has happened since the last call. */
    private String told() {
        List<String> told = new ArrayList<>();
        engine.transitions().forEach(one -> told.add(one.event().word() + " " + (one.at() - START) / 1e9));
        engine.settled();
        return String.join(", ", told);
    }

    private AlertCell cell() {
        return engine.cells().stream().filter(one -> one.id.equals("hot@inlet-0")).findFirst().orElseThrow();
    }

    private void act(AlertEvent event, Duration time, double seconds) throws AlertEngine.Refusal {
        engine.act(new AlertAction("hot@inlet-0", event, time, "because", new Subject("ann", Set.of())), at(seconds));
    }

    @Test
    void aLevelHoldsOnlyWhileTheOtherPointIsInOneOfTheStates() {
        engine.install(hall.book("{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'point': 'inlet-0'}, 'limits': {'hi': 27}, 'deadband': 2, 'while': {'feature': 'power', 'is': [1, 2]}}]}"), at(0));
        reads(0, 30, Quality.GOOD);
        assertEquals("raised 0.0", told(), "while its state is not known");
        powers(1, 0, Quality.GOOD);
        assertEquals("returned 1.0", told());
        reads(2, 31, Quality.GOOD);
        powers(3, 1, Quality.of(Quality.RANGE));
        assertEquals("raised 3.0", told(), "a bad reading is no state");
        powers(4, 0, Quality.GOOD);
        reads(5, 26, Quality.GOOD);
        powers(6, 2, Quality.GOOD);
        assertEquals("returned 4.0", told(), "and what it remembered of the deadband is gone");
        reads(7, 28, Quality.GOOD);
        assertEquals("raised 7.0", told());
    }

    @Test
    void aStateThatThereIsNotIsAFault() {
        String fault = hall.book(HOT.replace("'onDelay'", "'while': {'feature': 'power', 'is': 'on'}, 'onDelay'")).faults().get(0).toString();
        assertEquals("rules/hall.json rules[0].while.is: rule 'hot': 'on' is no state of 'power-0'; it has no states in points.csv (at point 'inlet-0' and 1 more)", fault);
        fault = hall.book(HOT.replace("'onDelay'", "'while': {'is': 1}, 'onDelay'")).faults().get(0).toString();
        assertEquals("rules/hall.json rules[0].while: rule 'hot': must be {\"feature\": NAME", fault.substring(0, fault.indexOf(" for a point") - 0).replace("}", ""));
    }

    private void powers(double seconds, double value, int quality) {
        engine.take(List.of(new Reading(hall.points().get("power-0"), at(seconds), value, quality)), at(seconds));
    }

    @Test
    void aDelayEndsByTheClockWhereNoReadingComesAndCarriesItsOwnTime() {
        engine.install(hall.book(HOT), at(0));
        reads(0, 30, Quality.GOOD);
        engine.advance(at(59));
        assertEquals("", told());
        engine.advance(at(75));
        assertEquals("raised 60.0", told());
        assertEquals("Rack 0 at 30 Cel, over 27", cell().alert().message());
    }

    @Test
    void anEngineThatLagsJudgesByTheReadingsTimesNotByTheClock() {
        engine.install(hall.book(HOT), at(0));
        // Two minutes behind: what came back in time must not be raised because the clock is late already.
        engine.take(List.of(new Reading(hall.inlet(0), at(0), 30, 0), new Reading(hall.inlet(0), at(50), 20, 0), new Reading(hall.inlet(0), at(60), 30, 0), new Reading(hall.inlet(0), at(130), 20, 0)), at(250));
        assertEquals("raised 120.0, returned 130.0", told());
    }

    @Test
    void afterAStartOnlyPointsThatWereNotHeardYetHaveTheGrace() {
        engine.listen(at(0), 60_000_000_000L);
        engine.install(hall.book("{'rules': [{'rule': 'silent', 'kind': 'stale', 'for': {'feature': 'inlet'}, 'after': '5 s'}]}"), at(-2));
        engine.take(List.of(new Reading(hall.inlet(0), at(-1), 20, 0)), at(0));
        engine.take(List.of(new Reading(hall.inlet(1), at(1), 20, 0)), at(1));
        engine.advance(at(6));
        assertEquals("raised 6.0", told(), "heard after the start, and silent for five seconds");
        engine.advance(at(64));
        assertEquals("", told());
        engine.advance(at(65));
        assertEquals("raised 65.0", told());
    }

    @Test
    void badReadingsAreNoEvidenceAndHoldWhatStands() {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(1, 99, Quality.of(Quality.RANGE));
        assertEquals("", told(), "a bad value raises nothing");
        reads(2, 30, Quality.of(Quality.ARRIVAL_TIME));
        assertEquals("raised 2.0", told(), "an uncertain one does, where the rule does not ask for good ones");
        reads(3, Double.NaN, Quality.of(Quality.NOT_A_NUMBER));
        assertEquals("", told(), "and a bad one ends nothing");
    }

    @Test
    void aRuleThatAsksForGoodReadingsTakesNoUncertainOnes() {
        engine.install(hall.book(AT_ONCE.replace("'limits'", "'quality': 'good', 'limits'")), at(0));
        reads(1, 30, Quality.of(Quality.SPIKE));
        assertEquals("", told());
        reads(2, 30, Quality.GOOD);
        assertEquals("raised 2.0", told());
    }

    @Test
    void lateSkewedAndBackFilledReadingsArePassedOver() {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(10, 20, Quality.GOOD);
        reads(9, 30, Quality.GOOD);
        reads(3600, 30, Quality.of(Quality.SKEWED));
        reads(11, 30, Quality.of(Quality.BACK_FILLED));
        assertEquals("", told());
        assertEquals(3, counts.passedOver);
    }

    @Test
    void shelvingEndsByTheClockAndShowsAConditionThatHoldsStill() throws Exception {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(1, 30, Quality.GOOD);
        act(AlertEvent.SHELVE, Duration.ofSeconds(100), 10);
        engine.advance(at(200));
        assertEquals("raised 1.0, shelve 10.0, shelf time over 110.0", told());
        assertEquals("unacknowledged", cell().alert().state().word());
        assertEquals(0, cell().alert().until());
        act(AlertEvent.TAKE_OUT, null, 210);
        AlertEngine.Refusal refused = assertThrows(AlertEngine.Refusal.class, () -> act(AlertEvent.SHELVE, Duration.ofSeconds(5), 211));
        assertEquals("it is out of service", refused.getMessage());
        assertEquals(0, cell().alert().until(), "a refused shelving leaves no time");
    }

    @Test
    void changedRulesKeepTheStateOfTheirAlertsAndAGoneOneIsWithdrawn() {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(1, 30, Quality.GOOD);
        assertEquals("raised 1.0", told());
        engine.install(hall.book(AT_ONCE.replace("27", "28")), at(2));
        engine.advance(at(3));
        assertEquals("", told(), "over 28 too: nothing has happened");
        engine.install(hall.book(AT_ONCE.replace("27", "31")), at(4));
        engine.advance(at(5));
        assertEquals("returned 1.0", told(), "judged anew by the reading that stands");
        engine.install(hall.book("{'rules': []}"), at(6));
        assertEquals("withdrawn 6.0", told());
        assertEquals(0, engine.cells().size());
    }

    @Test
    void aChangedPriorityReachesAnAlertThatStands() {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(1, 30, Quality.GOOD);
        assertEquals("raised 1.0", told());
        assertEquals(Priority.MEDIUM, cell().alert().priority());
        engine.install(hall.book(AT_ONCE.replace("'onDelay'", "'priority': 'critical', 'onDelay'")), at(2));
        assertEquals(Priority.CRITICAL, cell().alert().priority());
        assertTrue(engine.touched().contains(cell()), "it is kept, and shown");
        assertEquals("", told(), "nothing has happened to the alert");
    }

    @Test
    void aKindThatAsksToBeAskedAtEveryInstantDoesNotHoldTheEngineUp() {
        AtomicLong asked = new AtomicLong();
        Map<String, AlertRule> kinds = Map.of("strange", Stranger.saying(() -> asked.incrementAndGet() > 100_000 ? Verdict.UNKNOWN : new Verdict(true, 0, 1, at(1) + asked.get())));
        engine.install(RuleBinding.bind(Hall.parse(Stranger.RULE.replace("'feature': 'inlet'", "'point': 'inlet-0'")), hall, kinds), at(0));
        reads(1, 30, Quality.GOOD);
        engine.advance(at(2));
        assertTrue(asked.get() < 10, asked + " times");
    }

    @Test
    void rulesThatAreAwayBecauseOfAFaultLeaveTheirAlertsStanding() {
        engine.install(hall.book(AT_ONCE), at(0));
        reads(1, 30, Quality.GOOD);
        told();
        engine.install(hall.book(AT_ONCE.replace("'limit'", "'blorg'")), at(2));
        reads(3, 20, Quality.GOOD);
        assertEquals("", told());
        assertEquals("unacknowledged", cell().alert().state().word());
        assertNull(cell().rule());
        engine.install(hall.book(AT_ONCE), at(4));
        engine.recall(List.of(new Reading(hall.inlet(0), at(3), 20, 0)));
        reads(5, 20, Quality.GOOD);
        assertEquals("returned 5.0", told());
    }

    @Test
    void aNewRuleJudgesWhatIsKnownOfALivePoint() {
        engine.install(hall.book(AT_ONCE), at(0));
        engine.recall(List.of(new Reading(hall.inlet(0), at(-5), 30, 0)));
        engine.advance(at(1));
        assertEquals("raised -5.0", told());
    }

    @Test
    void aCheckThatFailsInAnyWayIsCountedAndTheOthersGoOn() {
        List<Supplier<Verdict>> ways = List.of(() -> {
            throw new IllegalStateException("broken");
        }, () -> {
            throw new StackOverflowError();
        }, () -> null);
        for (Supplier<Verdict> way : ways) {
            Map<String, AlertRule> kinds = new HashMap<>(Hall.KINDS);
            kinds.put("strange", Stranger.saying(way));
            AlertCounts failed = new AlertCounts();
            AlertEngine anew = new AlertEngine(failed);
            anew.install(RuleBinding.bind(Hall.parse(AT_ONCE.replace("[{", "[{'rule': 'odd', 'kind': 'strange', 'for': {'feature': 'inlet'}}, {")), hall, kinds), at(0));
            anew.take(List.of(new Reading(hall.inlet(0), at(1), 30, Quality.GOOD)), at(1));
            assertEquals(List.of(AlertEvent.RAISED), anew.transitions().stream().map(Transition::event).toList());
            assertEquals(2, failed.failures, "asked by the clock when it was installed, and by the reading");
        }
    }
}
