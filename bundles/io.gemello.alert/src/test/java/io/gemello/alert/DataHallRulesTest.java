package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.adapter.simulator.PlayedHall;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.catalogue.SiteReader;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The data hall's own rules over the hall as the simulator plays it. */
class DataHallRulesTest {
    static final Path SITE = Path.of("../../runtime-config/sites/datahall");
    private static final long MORNING = 1_750_000_000L;
    private static final int HOUR = 3600;
    private final AlertEngine engine = new AlertEngine(new AlertCounts());
    private final List<Transition> happened = new ArrayList<>();
    private Catalogue catalogue;
    private PlayedHall hall;
    private long now = MORNING;

    @BeforeEach
    void install() throws Exception {
        catalogue = ServiceLoader.load(SiteReader.class).findFirst().orElseThrow().read(SITE).orElseThrow();
        RuleBook book = RuleBinding.bind(RuleFiles.parse(SiteFile.all(SITE.resolve("rules"), RuleFiles.MAX_MEBIBYTES)), catalogue, Hall.KINDS);
        assertTrue(book.whole(), book.faults().toString());
        engine.install(book, MORNING * 1_000_000_000L);
        hall = new PlayedHall(1, MORNING);
    }

    private void lasts(int seconds) {
        for (long end = now + seconds; now < end; now++) {
            long at = now * 1_000_000_000L;
            List<Reading> readings = new ArrayList<>();
            hall.at(now, (id, value) -> readings.add(new Reading(point(id), at, value, Quality.GOOD)));
            engine.take(readings, at);
            engine.advance(at);
            happened.addAll(engine.transitions());
            engine.settled();
        }
    }

    private Point point(String id) {
        return catalogue.points().get(id);
    }

    /** Rule and level, and how many points. */
    private Map<String, Long> raised() {
        return happened.stream().filter(one -> one.event() == AlertEvent.RAISED || one.event() == AlertEvent.WORSENED)
            .collect(Collectors.groupingBy(one -> one.rule() + ":" + one.level(), TreeMap::new, Collectors.counting()));
    }

    private Transition first(String alert) {
        return happened.stream().filter(one -> one.alert().equals(alert)).findFirst().orElseThrow(() -> new AssertionError(alert + " is not in " + raised()));
    }

    @Test
    void aHealthyHallRaisesNothingForAnHour() {
        lasts(HOUR);
        assertEquals(Map.of(), raised());
    }

    @Test
    void aCoolingUnitThatStopsIsToldAtOnceThenWhatFollowsFromItAndAllReturnsWithIt() {
        lasts(60);
        hall.breaks("crac-2.off");
        long broken = now;
        lasts(900);
        assertEquals(broken, first("unit-off@crac-2-mode").at() / 1_000_000_000L, "in the second of the reading that says so");
        Transition warm = first("inlet-temperature@rack-2-05-inlet-top");
        assertEquals("hi", warm.level());
        assertTrue(happened.stream().filter(one -> one.rule().startsWith("inlet-")).allMatch(one -> one.asset().startsWith("rack-2-")), "the other rows stay cool: " + raised());
        assertTrue(happened.stream().noneMatch(one -> one.asset().equals("crac-2") && !one.rule().equals("unit-off")), "a unit that is off supplies nothing: " + raised());
        assertTrue(happened.stream().noneMatch(one -> one.priority() == Priority.CRITICAL), raised().toString());
        assertEquals("Cooling unit 2 is off", first("unit-off@crac-2-mode").message());
        hall.mended("crac-2.off");
        happened.clear();
        lasts(HOUR / 2);
        assertTrue(happened.stream().noneMatch(one -> one.asset().equals("crac-2") && one.event() == AlertEvent.RAISED), "a unit that starts has its time: " + raised());
        assertTrue(raised().keySet().stream().noneMatch(level -> level.endsWith(":fall")), "the way back is no alert: " + raised());
        List<Alert> standing = engine.cells().stream().map(AlertCell::alert).filter(alert -> alert.state() != AlertState.NORMAL).toList();
        assertTrue(standing.stream().allMatch(alert -> alert.state() == AlertState.RETURNED), standing.toString());
        assertTrue(standing.size() > 10, standing.toString());
    }

    @Test
    void aUnitThatRunsAndSuppliesWarmAirIsCriticalAndEachFigureIsWatchedOnce() {
        for (int second = 0; second <= 120; second++, now++) {
            reads(point("crac-3-supply"), 30.5, Quality.GOOD);
        }
        Transition warm = first("supply-temperature@crac-3-supply");
        assertEquals("hihi critical", warm.level() + " " + warm.priority().word());
        Map<String, Long> watching = engine.cells().stream().map(AlertCell::alert).filter(alert -> !List.of("silent", "unusable").contains(alert.rule()))
            .filter(alert -> alert.point().feature().matches("rci-.*|shi|rti|instantaneous-pue")).collect(Collectors.groupingBy(alert -> alert.point().id(), Collectors.counting()));
        assertTrue(watching.size() > 12, watching.toString());
        assertTrue(watching.values().stream().allMatch(rules -> rules == 1), watching.toString());
    }

    @Test
    void aProbeWhoseReadingsAreBadForAMinuteIsToldUntilTheyAreGoodForOne() {
        Point probe = point("rack-1-03-inlet-top");
        for (int second = 0; second <= 60; second++, now++) {
            assertEquals(Map.of(), raised(), "after " + second + " s");
            reads(probe, 295.2, Quality.of(Quality.RANGE));
        }
        assertEquals(Map.of("unusable:bad", 1L), raised());
        assertEquals("Rack 1-03: inlet-top has been of no use for a minute, it reads 295.2 Cel", first("unusable@rack-1-03-inlet-top").message());
        for (int second = 0; second <= 60; second++, now++) {
            reads(probe, 22.1, Quality.of(Quality.ARRIVAL_TIME));
        }
        assertEquals(AlertEvent.RETURNED, happened.get(happened.size() - 1).event(), happened.toString());
    }

    private void reads(Point point, double value, int quality) {
        long at = now * 1_000_000_000L;
        engine.take(List.of(new Reading(point, at, value, quality)), at);
        engine.advance(at);
        happened.addAll(engine.transitions());
        engine.settled();
    }

    @Test
    void aDeadProbeIsSilentAndAHotInletCriticalInTheSecondOfItsReading() {
        hall.breaks("rack-1-01-inlet-top.dead");
        lasts(1);
        hall.mended("rack-1-01-inlet-top.dead");
        lasts(10);
        hall.breaks("rack-1-01-inlet-top.dead");
        lasts(120);
        assertEquals(Map.of("silent:stale", 1L), raised());
        happened.clear();
        long at = now * 1_000_000_000L;
        engine.take(List.of(new Reading(point("rack-3-04-inlet-top"), at, 35.1, Quality.GOOD)), at);
        assertEquals(List.of("inlet-quarter-hour rise", "inlet-temperature hihi"), engine.transitions().stream().map(one -> one.rule() + " " + one.level()).sorted().toList());
        assertTrue(engine.transitions().stream().allMatch(one -> one.at() == at));
    }
}
