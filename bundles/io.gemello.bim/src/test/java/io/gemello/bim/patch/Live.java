package io.gemello.bim.patch;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What stands on an element, as a test wants it. */
final class Live {
    static final long TIME = 1_700_000_000_500_000_000L;

    private Live() {}

    /** @param rgb null for none */
    static ElementOverride element(String guid, String rgb, ElementParameter... parameters) {
        return new ElementOverride(guid, null, null, null, null, List.of(), List.of("a"), List.of(parameters), List.of(),
            Map.of("alert", new Shade(rgb == null ? "ok" : "high", rgb, "Zulu ü: it's warm")));
    }

    static ElementParameter number(String name, double value, String unit) {
        return new ElementParameter(new SharedParameter(new UUID(1, 2), name, SharedParameter.NUMBER, unit), "p-" + name, "a", "last", value, null, Double.isNaN(value) ? Quality.of(Quality.NOT_A_NUMBER) : Quality.GOOD,
            TIME, PointState.State.LIVE, "normal");
    }

    static ElementParameter text(String name, String text) {
        return new ElementParameter(new SharedParameter(new UUID(1, 3), name, SharedParameter.TEXT, "1"), "p-" + name, "a", "last", 1, text, Quality.of(Quality.FLAT), 0, PointState.State.STALE, "unacknowledged");
    }
}
