package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The series of a property over Ditto's HTTP API: of whichever store runs, for who may read the property. */
class TimeseriesTest {
    private static final String SERIES = "/org.first:r1/features/inlet/timeseries/value";
    private static final String T0 = "2023-11-14T22:10:00Z";
    private static final long START = Times.nanos(T0);
    private static final long SECOND = 1_000_000_000L;
    private final Building building = new Building();
    private final FakeSeries series = new FakeSeries();
    private Point inlet;

    @BeforeEach
    void open() {
        building.series = series;
        building.asset("r1", Map.of());
        inlet = building.point("r1", "inlet", "hall");
        building.apply();
        building.clock.set(START + 200 * SECOND);
    }

    @AfterEach
    void close() {
        building.close();
    }

    private void reading(int second, double value, int quality) {
        series.add(new Reading(inlet, START + second * SECOND, value, quality));
    }

    private JsonObject ok(String path) {
        Response response = building.get(path);
        assertEquals(200, response.status(), () -> path + " " + Building.text(response));
        return Building.json(response);
    }

    private void refused(int status, String error, String path) {
        Response response = building.get(path);
        assertEquals(status, response.status(), () -> path + " " + Building.text(response));
        assertEquals(error, Building.json(response).getValue("error").orElseThrow().asString(), path);
        assertEquals(status, Building.json(response).getValue("status").orElseThrow().asInt(), path);
    }

    private static JsonArray data(JsonObject answer) {
        return answer.getValue("data").orElseThrow().asArray();
    }

    private static String at(JsonObject answer, String pointer) {
        return answer.getValue(pointer).orElseThrow().toString();
    }

    @Test
    void readingsComeInTheShapeOfDitto() {
        reading(0, 21.5, Quality.GOOD);
        reading(60, Double.NaN, Quality.BAD);
        JsonObject answer = ok(SERIES + "?from=" + T0 + "&to=now");
        assertEquals("org.first:r1", answer.getValue("thingId").orElseThrow().asString());
        assertEquals("/features/inlet/properties/value", answer.getValue("path").orElseThrow().asString());
        assertEquals("{\"count\":2,\"unit\":\"Cel\",\"dataType\":\"number\",\"hasMore\":false}", at(answer, "result"));
        assertEquals("{\"t\":\"2023-11-14T22:10:00.000000000Z\",\"v\":21.5}", data(answer).get(0).orElseThrow().toString());
        assertEquals(JsonFactory.newObject("{\"t\":\"2023-11-14T22:11:00.000000000Z\",\"v\":null,\"quality\":\"bad\",\"reasons\":[]}"), data(answer).get(1).orElseThrow());
    }

    @Test
    void windowsAreAggregatedAsAsked() {
        reading(1, 4, Quality.GOOD);
        reading(2, 1, Quality.GOOD);
        reading(3, 7, Quality.GOOD);
        reading(61, 10, Quality.GOOD);
        Map<String, String> expected = Map.of("avg", "4.0", "min", "1.0", "max", "7.0", "sum", "12.0", "count", "3.0", "first", "4.0", "last", "7.0");
        expected.forEach((aggregation, value) -> {
            JsonObject answer = ok(SERIES + "?from=" + T0 + "&to=now&interval=1m&aggregation=" + aggregation);
            assertEquals("{\"t\":\"2023-11-14T22:10:00.000000000Z\",\"v\":" + value + "}", data(answer).get(0).orElseThrow().toString(), aggregation);
            assertEquals(2, data(answer).getSize());
            assertEquals("\"PT1M\"", at(answer, "query/step"));
            assertEquals("\"" + aggregation + "\"", at(answer, "query/aggregation"));
        });
        assertEquals("\"avg\"", at(ok(SERIES + "?interval=PT1M"), "query/aggregation"));
        assertEquals("\"1\"", at(ok(SERIES + "?interval=1m&aggregation=count"), "result/unit"));
    }

    @Test
    void ditto4sAddressAndParametersAreUnderstood() {
        reading(0, 3, Quality.GOOD);
        reading(1, 5, Quality.GOOD);
        String ours = Building.text(building.get(SERIES + "?from=now-200s&to=now&interval=1m&aggregation=max"));
        assertEquals(ours, Building.text(building.get("/api/2/timeseries/things/org.first:r1/features/inlet/properties/value?from=now-200s&to=now&step=1m&agg=max")));
        assertTrue(ours.contains("\"v\":5.0"), ours);
        for (String unknown : List.of("fill=zero", "tz=Europe/Rome", "percentile=95", "timeFormat=ms")) {
            refused(501, "gemello:twin.unsupported", SERIES + "?" + unknown);
        }
    }

    @Test
    void pagesTogetherAreTheWhole() {
        for (int i = 0; i < 5; i++) {
            reading(i * 30, i, Quality.GOOD);
        }
        for (String kind : List.of("", "&interval=30s")) {
            StringBuilder all = new StringBuilder();
            String cursor = "";
            int pages = 0;
            do {
                JsonObject page = ok(SERIES + "?from=" + T0 + "&limit=2" + kind + cursor);
                data(page).forEach(value -> all.append(value.asObject().getValue("v").orElseThrow().asDouble()).append(' '));
                cursor = page.getValue("result/nextCursor").map(next -> "&cursor=" + next.asString()).orElse("");
                assertEquals(!cursor.isEmpty(), page.getValue("result/hasMore").orElseThrow().asBoolean());
                pages++;
            } while (!cursor.isEmpty());
            assertEquals("0.0 1.0 2.0 3.0 4.0 ", all.toString());
            assertEquals(3, pages);
        }
    }

    @Test
    void withoutFromItIsTheLastHour() {
        reading(-3_500, 1, Quality.GOOD);
        reading(-3_300, 2, Quality.GOOD);
        reading(199, 3, Quality.GOOD);
        assertEquals(2, data(ok(SERIES)).getSize());
    }

    @Test
    void badInputIsSaidInDittosShape() {
        for (String wrong : List.of("from=yesterday", "to=2026-01-31", "from=now-", "from=now-5y", "from=" + T0 + "&to=now-1d", "interval=0s", "interval=-5m", "interval=1", "interval=99999999999999999w",
            "interval=1m&aggregation=median", "aggregation=avg", "limit=0", "limit=10001", "limit=x", "limit=-1", "from=now-400w&interval=1s", "cursor=next", "from=0001-01-01T00:00:00Z")) {
            refused(400, "timeseries:query.invalid", SERIES + "?" + wrong);
        }
    }

    @Test
    void whatHasNoSeriesIsNotFound() {
        refused(404, "things:thing.notfound", "/org.first:nobody/features/inlet/timeseries/value");
        refused(404, "things:feature.property.notfound", "/org.first:r1/features/outlet/timeseries/value");
        refused(404, "gemello:twin.no-timeseries", "/org.first:r1/features/inlet/timeseries/unit");
        assertEquals(201, building.put("/org.first:r1/features/lamp", "{\"properties\":{\"on\":true}}").status());
        refused(404, "gemello:twin.no-timeseries", "/org.first:r1/features/lamp/timeseries/on");
        refused(400, "things:id.invalid", "/nonsense/features/inlet/timeseries/value");
        assertEquals(0, data(ok(SERIES)).getSize(), "never seen, but there");
    }

    @Test
    void whoMayNotReadTheValueIsToldThatItIsNotThere() {
        reading(0, 1, Quality.GOOD);
        assertEquals(200, building.as(Building.VERA, () -> building.get(SERIES)).status());
        assertEquals(201, building.call("PUT", "/api/2/policies/org.first:site/entries/viewers/resources/thing:/features/inlet/properties/value", "{\"grant\":[],\"revoke\":[\"READ\"]}").status());
        building.as(Building.VERA, () -> {
            refused(404, "things:feature.property.notfound", SERIES);
            // He still sees the rest of the thing.
            refused(404, "gemello:twin.no-timeseries", "/org.first:r1/features/inlet/timeseries/unit");
            return null;
        });
        assertEquals(204, building.call("PUT", "/api/2/policies/org.first:site/entries/viewers/resources/thing:/", "{\"grant\":[],\"revoke\":[\"READ\"]}").status());
        building.as(Building.VERA, () -> {
            refused(404, "things:thing.notfound", SERIES);
            return null;
        });
    }

    @Test
    void whileNoStoreRunsItIsUnavailable() {
        building.series = null;
        refused(503, "gemello:twin.no-series", SERIES);
        building.series = new SeriesStore() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public SeriesPage range(Point point, long from, long to, int limit) throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
                throw new IOException("the disk is gone");
            }

            @Override
            public Optional<Reading> latest(Point point) {
                return Optional.empty();
            }
        };
        refused(503, "gemello:twin.no-series", SERIES);
        refused(503, "gemello:twin.no-series", SERIES + "?interval=1m");
    }
}
