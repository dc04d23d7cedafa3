package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.FakeReadingJournal;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Until;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The adapter over a journal: a changed site, and what is filled in later. */
class DerivedAdapterTest implements PointStates {
    private static final long NOW = 10_000 * Bench.SECOND;
    private final FakeReadingJournal journal = new FakeReadingJournal();
    private final FakeIntake intake = new FakeIntake();
    private final Map<String, Reading> latest = new HashMap<>();
    private final List<DerivedAdapter> started = new ArrayList<>();
    private TrialSite site = new TrialSite().point("a", "flow", "m3/h").point("b", "flow", "m3/h").derived("total", "hall", "m3/h", "sum(feature=flow)");

    private DerivedAdapter start() {
        DerivedAdapter adapter = new DerivedAdapter(Settings.of(DerivedAdapter.Config.class, Map.of("interval.ms", 1000)), Map.of("service.pid", "io.gemello.adapter.derived~derived"), intake, journal, this, new FakeClock(NOW));
        adapter.applied(site);
        started.add(adapter);
        return adapter;
    }

    private void read(String point, long second, double value, int quality) {
        journal.append(List.of(new Reading(site.get(point), NOW + second * Bench.SECOND, value, quality)));
    }

    private void until(String what, Object... values) throws Exception {
        Until.holds(what, () -> intake.values().equals(List.of(values)));
    }

    @AfterEach
    void stop() {
        started.forEach(DerivedAdapter::stop);
    }

    @Test
    void aChangedSiteIsComputedFromTheNextReadingsOn() throws Exception {
        DerivedAdapter adapter = start();
        read("a-flow", 1, 2, 0);
        read("b-flow", 1, 3, 0);
        until("the sum", 5.0);
        latest.put("a-flow", new Reading(site.get("a-flow"), NOW + Bench.SECOND, 2, 0));
        latest.put("b-flow", new Reading(site.get("b-flow"), NOW + Bench.SECOND, 3, 0));
        site = new TrialSite().point("a", "flow", "m3/h").point("b", "flow", "m3/h").derived("total", "hall", "m3/h", "sum(feature=flow)").derived("more", "hall", "m3/h", "max(feature=flow)")
            .derived("wrong", "hall", "m3/h", "sum(c-flow)");
        adapter.applied(site);
        until("the new point has a value from what is known", 5.0, 3.0);
        Until.holds("the fault is told", () -> intake.status().equals(new AdapterStatus(AdapterStatus.State.DEGRADED, "one formula cannot be computed: wrong: 'c-flow' is no point of this site")));
        read("a-flow", 2, 4, 0);
        until("both", 5.0, 3.0, 7.0, 4.0);
    }

    @Test
    void whatIsFilledInIsComputedAsideOfWhatIsLive() throws Exception {
        start();
        int filled = Quality.of(Quality.BACK_FILLED);
        read("a-flow", -100, 20, filled);
        read("a-flow", 1, 2, 0);
        read("b-flow", -100, 30, filled);
        read("b-flow", 1, 3, 0);
        Until.holds("both sums", () -> intake.values().size() == 2);
        Sample live = intake.samples().stream().filter(sample -> sample.value().equals(5.0)).findFirst().orElseThrow();
        Sample past = intake.samples().stream().filter(sample -> sample.value().equals(50.0)).findFirst().orElseThrow();
        assertEquals(0, live.flags());
        assertEquals("sum(feature=flow)", live.to().address());
        assertEquals(NOW - 100 * Bench.SECOND, past.epochNanos());
        assertEquals("total", past.to().address(), "by the point's id, in the session for history");
        assertEquals(List.of("derived", "derived-history"), intake.opened().stream().map(AdapterInfo::name).toList());
    }

    @Override
    public List<PointState> all() {
        return List.of();
    }

    @Override
    public PointState of(String pointId) {
        return latest.containsKey(pointId) ? new PointState(site.get(pointId), PointState.State.LIVE, NOW, latest.get(pointId)) : null;
    }
}
