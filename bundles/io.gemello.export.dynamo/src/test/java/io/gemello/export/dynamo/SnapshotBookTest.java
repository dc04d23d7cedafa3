package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SnapshotBookTest {
    private final SnapshotBook book = new SnapshotBook("r");

    private static List<?> elements(Snapshot now, String since, Reader reader) {
        return (List<?>) SnapshotJson.of(now, now.version(since), reader).get("elements");
    }

    private static List<String> guids(Snapshot now, String since) {
        return elements(now, since, Reader.ALL).stream().map(one -> (String) ((Map<?, ?>) one).get("ifcGuid")).toList();
    }

    @Test
    void aDeltaHoldsWhatHasChangedSinceTheTagAndNothingThatWasOnlyConfirmed() {
        String first = book.take(new Shown().element("ok", 21, "closed", null).element("ok", 22, "closed", null).at(1)).etag();
        assertEquals(List.of(), guids(book.current(), first));
        String same = book.take(new Shown().element("ok", 21, "closed", null).element("ok", 22, "closed", null).at(2)).etag();
        assertEquals(first, same, "another time alone is no change");
        String second = book.take(new Shown().element("ok", 21, "closed", null).element("ok", 23, "closed", null).at(3)).etag();
        book.take(new Shown().element("critical", 21, "closed", null).element("ok", 23, "closed", null).at(4));
        assertEquals(List.of(Shown.IDS[0][1], Shown.IDS[1][1]), guids(book.current(), first));
        assertEquals(List.of(Shown.IDS[0][1]), guids(book.current(), second));
    }

    @Test
    void aTagFromBeforeElementsWentGivesEverything() {
        String first = book.take(new Shown().element("ok", 21, "closed", null).element("ok", 22, "closed", null).at(1)).etag();
        book.take(new Shown().element("ok", 21, "closed", null).at(2));
        assertEquals(-1, book.current().version(first));
        assertEquals(1, guids(book.current(), first).size());
        assertEquals(-1, book.current().version("other.1-0"));
        assertEquals(-1, book.current().version(book.current().etag() + "9"), "a version that has not been");
    }

    @Test
    void whatIsStaleOrBadIsNoValue() {
        Snapshot now = book.take(new Shown().element("stale", 21, "closed", null, PointState.State.STALE, Quality.GOOD).element("ok", 22, "closed", null, PointState.State.LIVE, Quality.of(Quality.RANGE))
            .element("ok", 23, "closed", null, PointState.State.LIVE, Quality.of(Quality.FLAT)).at(1));
        List<?> elements = elements(now, null, Reader.ALL);
        assertNull(inlet(elements.get(0)));
        assertNull(inlet(elements.get(1)));
        assertEquals(23.0, inlet(elements.get(2)));
    }

    private static Object inlet(Object element) {
        return ((Map<?, ?>) ((List<?>) ((Map<?, ?>) element).get("values")).get(0)).get("value");
    }

    @Test
    void aCallerGetsWhatHeMayReadAlone() {
        Snapshot now = book.take(new Shown().element("critical", 21, "closed", null).element("ok", 22, "closed", null).at(1));
        List<?> seen = elements(now, null, new Reader("a1"::equals, (asset, point) -> asset.equals("a1") || point.equals("d0")));
        assertEquals(2, seen.size());
        assertTrue(seen.get(0).toString().contains("value=closed") && !seen.get(0).toString().contains("21.0"), "of the first one point");
        assertTrue(seen.get(1).toString().contains("22.0"));
        assertFalse(seen.toString().contains("critical"));
        assertEquals(List.of(LiveParameters.ALERT_STATE), SnapshotJson.of(now, -1, new Reader(none -> false, (none, at) -> false)).get("parameters") instanceof List<?> all ? all.stream().map(one -> ((Map<?, ?>) one).get("name")).toList() : null);
    }
}
