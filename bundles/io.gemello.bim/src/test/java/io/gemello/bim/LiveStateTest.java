package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveStateTest {
    private final Hall hall = Hall.racks(3);
    private final LiveState state = new LiveState();
    private long version;

    @BeforeEach
    void begin() {
        use(ColourSettings.DEFAULT);
        hall.live().forEach(state::state);
        for (int i = 0; i < 3; i++) {
            state.reading(hall.reading("inlet-" + i, 20 + i, 10));
            state.reading(hall.reading("door-" + i, 0, 10));
        }
    }

    private void use(ColourSettings settings) {
        state.plan(hall.plan(), settings);
    }

    private static ColourSettings colours(String json) {
        return BimSettings.parse(json).colours();
    }

    private BimSnapshot settle() {
        if (state.settle(version + 1)) {
            version++;
        }
        return state.snapshot("e", version, 0, List.of());
    }

    private Shade shade(BimSnapshot now, int rack, String scheme) {
        return now.elements().stream().filter(one -> one.override().ifcGuid().equals(Hall.guid(rack))).findFirst().orElseThrow().override().shades().get(scheme);
    }

    private static List<?> rows(Map<String, Object> answer, String name) {
        return (List<?>) answer.get(name);
    }

    @Test
    void aValueStandsOnItsElementWithItsUnitTimeAndState() {
        ElementParameter inlet = settle().cells().get(2).value();
        assertEquals(new ElementParameter(inlet.parameter(), "inlet-1", "rack-1", "last", 21, null, Quality.GOOD, 10_000_000_000L, PointState.State.LIVE, "normal"), inlet);
        assertEquals("Cel", inlet.parameter().unit());
        ElementParameter door = settle().cells().get(3).value();
        assertEquals("closed", door.text());
        assertEquals("TEXT", door.parameter().datatype());
    }

    @Test
    void onlyWhatHasChangedComesWithADelta() {
        BimSnapshot first = settle();
        assertFalse(state.settle(99), "nothing has come");
        state.reading(hall.reading("inlet-1", 21, 11));
        BimSnapshot second = settle();
        AssetGuard.Reader all = AssetGuard.Reader.ALL;
        assertEquals(6, rows(new Readable(second, all).parameters(-1, slot -> true), "parameters").size());
        assertEquals(1, rows(new Readable(second, all).parameters(second.version(first.etag()), slot -> true), "parameters").size());
        assertEquals(0, rows(new Readable(second, all).overrides(second.version(first.etag()), "DT_Inlet"), "elements").size(), "the same value has the same colour");
        state.reading(hall.reading("inlet-1", 40, 12));
        BimSnapshot third = settle();
        assertEquals(1, rows(new Readable(third, all).overrides(third.version(first.etag()), "DT_Inlet"), "elements").size());
        assertEquals(0, rows(new Readable(third, all).overrides(third.version(first.etag()), "alert"), "elements").size());
        assertEquals(-1, third.version("other-1"), "a tag of another run says nothing");
        assertEquals(-1, third.version("e-999"), "nor does one that was never given");
    }

    @Test
    void whoMayNotReadAnAssetSeesNothingOfIt() {
        BimSnapshot now = settle();
        Readable readable = new Readable(now, new AssetGuard.Reader("rack-2"::equals, (asset, point) -> asset.equals("rack-2")));
        assertEquals(2, rows(readable.parameters(-1, slot -> true), "parameters").size());
        assertEquals(1, rows(readable.overrides(-1, "alert"), "elements").size());
    }

    /** A colour may come from any point of the asset, so it is for who may read all of it. */
    @Test
    void whoMayReadAPointAloneSeesItsParameterAndNoColour() {
        Readable readable = new Readable(settle(), new AssetGuard.Reader(asset -> false, (asset, point) -> point.equals("inlet-1")));
        List<?> rows = rows(readable.parameters(-1, slot -> true), "parameters");
        assertEquals(1, rows.size());
        assertTrue(rows.get(0).toString().contains("inlet-1"), rows.toString());
        assertEquals(0, rows(readable.overrides(-1, "alert"), "elements").size());
    }

    @Test
    void theMostUrgentAlertColoursItsElementAndSaysWhy() {
        assertEquals("ok", shade(settle(), 0, "alert").key());
        state.alert(hall.alert("warm", "inlet-0", AlertState.ACKNOWLEDGED, Priority.CRITICAL));
        assertEquals("acknowledged", shade(settle(), 0, "alert").key());
        state.alert(hall.alert("open", "door-0", AlertState.UNACKNOWLEDGED, Priority.HIGH));
        Shade high = shade(settle(), 0, "alert");
        assertEquals("high", high.key());
        assertEquals("alert open@door-0 is unacknowledged (high): too warm", high.reason());
        assertEquals("acknowledged", settle().cells().get(0).value().alert(), "a parameter has its own point's alert");
        assertEquals("ok", shade(settle(), 1, "alert").key());
        state.alert(hall.alert("open", "door-0", AlertState.NORMAL, Priority.HIGH));
        state.alert(hall.alert("warm", "inlet-0", AlertState.NORMAL, Priority.HIGH));
        assertEquals("ok", shade(settle(), 0, "alert").key());
        assertTrue(settle().elements().get(0).override().alerts().isEmpty());
    }

    /** Missing is not zero, and stale is grey, never green. */
    @Test
    void whatNobodyKnowsIsGrey() {
        state.state(hall.state("door-0", PointState.State.STALE));
        state.state(hall.state("inlet-1", PointState.State.NEVER_SEEN));
        state.reading(new Reading(hall.points().get("inlet-2"), 11_000_000_000L, Double.NaN, Quality.of(Quality.NOT_A_NUMBER)));
        BimSnapshot now = settle();
        assertEquals("stale", shade(now, 0, "alert").key());
        assertEquals("point door-0 is stale", shade(now, 0, "alert").reason());
        assertEquals("value", shade(now, 0, "DT_Inlet").key(), "the inlet itself is fresh");
        assertEquals("unknown", shade(now, 1, "alert").key());
        assertEquals("unknown", shade(now, 1, "DT_Inlet").key());
        assertEquals("unknown", shade(now, 2, "alert").key());
        assertEquals("unknown", shade(now, 2, "DT_Inlet").key());
        String grey = shade(now, 2, "DT_Inlet").rgb();
        assertEquals(grey.substring(1, 3), grey.substring(3, 5));
        assertNull(shade(now, 0, "DT_Door"), "a text is no metric");
    }

    @Test
    void theSitesPrioritiesSayWhatWins() {
        state.alert(hall.alert("warm", "inlet-0", AlertState.UNACKNOWLEDGED, Priority.LOW));
        state.state(hall.state("door-0", PointState.State.STALE));
        assertEquals("low", shade(settle(), 0, "alert").key());
        use(colours("{\"alert\": {\"priorities\": [\"critical\", \"stale\"], \"colours\": {\"stale\": \"#777777\"}}}"));
        assertEquals(new Shade("stale", "#777777", "point door-0 is stale"), shade(settle(), 0, "alert"));
    }

    @Test
    void aRampRunsFromLowToHighAndBandsHaveTheirOwnColours() {
        use(colours("{\"metrics\": [{\"parameter\": \"DT_Inlet\", \"name\": \"inlet\", \"from\": 20, \"to\": 22},"
            + "{\"parameter\": \"DT_Inlet\", \"name\": \"bands\", \"bands\": [{\"label\": \"fine\"}, {\"from\": 21, \"label\": \"warm\", \"rgb\": \"#112233\"}, {\"from\": 22, \"label\": \"hot\"}]}]}"));
        BimSnapshot now = settle();
        assertEquals(List.of("alert", "inlet", "bands"), now.schemes().stream().map(scheme -> scheme.name()).toList(), "a parameter with a scheme of its own gets no other");
        assertEquals("#440154", shade(now, 0, "inlet").rgb());
        assertEquals("#21918C", shade(now, 1, "inlet").rgb());
        assertEquals("#FDE725", shade(now, 2, "inlet").rgb());
        assertEquals("DT_Inlet (last) is 21 °C", shade(now, 1, "inlet").reason());
        assertEquals(new Shade("1", "#112233", "DT_Inlet (last) is 21 °C, warm"), shade(now, 1, "bands"));
        assertEquals("0", shade(now, 0, "bands").key());
        assertEquals("2", shade(now, 2, "bands").key());
    }

    /** Where nobody gives a range it is that of the values seen. It only grows: colours must not flicker. */
    @Test
    void aRangeThatIsNotGivenGrowsWithTheValues() {
        Hall plain = new Hall(Path.of("/nowhere")).asset("a", Hall.guid(0)).point("p", "a", "flow", "m3/h", null, null, null);
        Ranges ranges = new Ranges(withoutBounds(plain.plan()), ColourSettings.DEFAULT);
        assertTrue(ranges.see("DT_Flow", 43));
        MetricColours first = ranges.metrics().get(0);
        assertTrue(first.from() <= 43 && first.to() >= 43 && first.from() < first.to());
        assertTrue(ranges.see("DT_Flow", 480));
        assertFalse(ranges.see("DT_Flow", 44));
        assertFalse(ranges.see("DT_Other", 1e9));
        MetricColours second = ranges.metrics().get(0);
        assertTrue(second.from() <= first.from() && second.to() >= 480 && second.to() < 1_000, second.toString());
        assertNotEquals(first.to(), second.to());
    }

    private static LivePlan withoutBounds(LivePlan plan) {
        LivePlan.Slot slot = plan.slots().get(0);
        return new LivePlan(plan.site(), null, List.of(new LivePlan.Slot(0, 0, slot.parameter(), slot.point(), slot.aggregate(), Map.of(), Double.NaN, Double.NaN)), plan.elements(), plan.ofPoint(),
            plan.pointIds(), List.of(), Map.of(), List.of());
    }

    @Test
    void anAggregateIsWhatTheStoreSays() {
        Hall mean = new Hall(Path.of("/nowhere")).asset("a", Hall.guid(0)).point("p", "a", "flow", "m3/h", null, null, "mean 1 h");
        state.plan(mean.plan(), ColourSettings.DEFAULT);
        mean.live().forEach(state::state);
        state.reading(mean.reading("p", 7, 10));
        assertTrue(Double.isNaN(settle().cells().get(0).value().value()), "the last value is no mean");
        state.aggregate(0, new LiveState.Aggregated(5.5, Quality.GOOD, 20));
        ElementParameter value = settle().cells().get(0).value();
        assertEquals(5.5, value.value());
        assertEquals("mean 1 h", value.aggregate());
        assertEquals(20, value.epochNanos());
    }
}
