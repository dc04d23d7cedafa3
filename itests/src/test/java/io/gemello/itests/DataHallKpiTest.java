package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data hall's key figures are points like any other, and tell of a cooling unit that fails. */
class DataHallKpiTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    /** In the golden run the inlets of row 2 are some kelvin up after half a minute: a third of the heat comes back. */
    private static final double BROKEN = 0.2;
    private static final double WHOLE = 0.12;
    @TempDir Path folder;

    @Test
    void keyFiguresOfARowMoveWhenItsCoolingUnitFails() throws Exception {
        Path site = BuiltBundle.home().resolve("runtime-config/sites/datahall");
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString())) {
            GemelloProcess.awaitTrue("all are computed", SOON, () -> gemello.get("/api/gemello/points?adapter=derived&state=live&limit=1000").get("points").size() == 77);
            Map<String, Double> whole = figures(gemello);
            assertTrue(whole.get("row-1-shi") < WHOLE && whole.get("row-2-shi") < WHOLE, whole.toString());
            assertTrue(whole.get("hall-instantaneous-pue") > 1.15 && whole.get("hall-instantaneous-pue") < 1.5, whole.toString());
            assertTrue(whole.get("rack-3-07-dew-point") > 5 && whole.get("rack-3-07-dew-point") < 15, whole.toString());
            assertEquals(100, whole.get("row-2-rci-high"), 1);
            assertEquals(30, whole.get("row-2-rci-inlets"));
            assertEquals(120, whole.get("hall-rci-inlets"));
            assertEquals("good", gemello.get("/api/gemello/points/row-2-shi").get("quality").asText());
            GemelloProcess.awaitTrue("both parts are of one moment", SOON, () -> {
                Map<String, JsonNode> all = points(gemello);
                boolean sameTime = all.get("hall-total-power").get("time").equals(all.get("hall-instantaneous-pue").get("time")) && all.get("row-2-shi").get("time").equals(all.get("row-2-rhi").get("time"));
                return sameTime && value(all, "hall-instantaneous-pue") == value(all, "hall-total-power") / value(all, "hall-it-power") && value(all, "row-2-shi") + value(all, "row-2-rhi") == 1;
            });
            assertEquals(200, gemello.send("PUT", "/api/gemello/simulator/faults/crac-2.off", null).statusCode());
            GemelloProcess.awaitTrue("hot air comes back to row 2", SOON, () -> figures(gemello).get("row-2-shi") > BROKEN);
            Map<String, Double> broken = figures(gemello);
            assertTrue(broken.get("row-1-shi") < BROKEN && broken.get("row-4-shi") < WHOLE, broken.toString());
            assertTrue(broken.get("hall-shi") > whole.get("hall-shi") + 0.02, broken.toString());
            assertTrue(broken.get("hall-highest-inlet") > whole.get("hall-highest-inlet") + 2, broken.toString());
            GemelloProcess.awaitTrue("which is an alert", SOON, () -> gemello.get("/api/gemello/alerts/shi@row-2-shi").get("state").asText().equals("unacknowledged"));
            assertEquals("normal", gemello.get("/api/gemello/alerts/shi@row-4-shi").get("state").asText());
            JsonNode shi = gemello.get("/api/gemello/points/row-2-shi");
            assertEquals(computedAnew(gemello, Instant.parse(shi.get("time").asText())), shi.get("value").asDouble(), 1e-9, "of the readings of that second");
        }
    }

    /** The supply heat index of row 2 from what the series kept: racks by power over rise, units by their air. */
    private static double computedAnew(GemelloProcess gemello, Instant at) throws Exception {
        double cold = 0;
        double air = 0;
        for (int unit = 1; unit <= 4; unit++) {
            double flow = reading(gemello, "crac-" + unit + "-airflow", at);
            cold += Math.max(0, flow) * reading(gemello, "crac-" + unit + "-supply", at);
            air += Math.max(0, flow);
        }
        double taken = 0;
        double all = 0;
        for (int position = 1; position <= 10; position++) {
            String rack = String.format(Locale.ROOT, "rack-2-%02d-", position);
            double inlet = (reading(gemello, rack + "inlet-bottom", at) + reading(gemello, rack + "inlet-middle", at) + reading(gemello, rack + "inlet-top", at)) / 3;
            double outlet = reading(gemello, rack + "outlet", at);
            double flow = reading(gemello, rack + "power", at) / (outlet - inlet);
            taken += flow * (inlet - cold / air);
            all += flow * (outlet - cold / air);
        }
        return taken / all;
    }

    private static double reading(GemelloProcess gemello, String point, Instant at) throws Exception {
        return GemelloProcess.await(point + " is stored", SOON, () -> {
            JsonNode readings = gemello.get("/api/gemello/series/" + point + "?from=" + at.minusMillis(400) + "&to=" + at.plusMillis(400)).get("readings");
            return readings.isEmpty() ? null : readings.get(0).get("value").asDouble();
        });
    }

    private static Map<String, JsonNode> points(GemelloProcess gemello) throws Exception {
        Map<String, JsonNode> points = new HashMap<>();
        gemello.get("/api/gemello/points?adapter=derived&limit=1000").get("points").forEach(point -> points.put(point.get("point").asText(), point));
        return points;
    }

    private static double value(Map<String, JsonNode> points, String point) {
        return points.get(point).path("value").asDouble(Double.NaN);
    }

    private static Map<String, Double> figures(GemelloProcess gemello) throws Exception {
        Map<String, Double> values = new HashMap<>();
        points(gemello).forEach((point, json) -> values.put(point, json.path("value").asDouble(Double.NaN)));
        return values;
    }
}
