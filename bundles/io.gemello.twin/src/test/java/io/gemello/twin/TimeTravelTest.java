package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Behaviour row 8, history: {@code at-historical-revision} and {@code at-historical-timestamp}, of clients' changes and of telemetry. */
class TimeTravelTest {
    private static final String THING = "/org.acme:t1";
    private static final String SITE_THING = "/org.first:r1";
    private static final String START = "2023-11-14T22:13:20Z";
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private final Building building = new Building();

    @AfterEach
    void close() {
        building.close();
    }

    private void missing(Response response) {
        assertEquals(404, response.status(), Building.text(response));
        assertEquals("things:thing.history.notfound", Building.json(response).getValue("error").orElseThrow().asString());
    }

    @Test
    void everyRevisionOfAClientCanBeReadAgainAlsoAfterARestart() {
        assertEquals(201, building.put(THING, "{\"attributes\":{\"a\":1}}").status());
        building.clock.addAndGet(HOUR);
        assertEquals(204, building.put(THING + "/attributes/a", "2").status());
        building.clock.addAndGet(HOUR);
        assertEquals(204, building.patch(THING, "{\"attributes\":{\"b\":3}}").status());
        for (int round = 0; round < 2; round++) {
            assertEquals("{\"a\":1}", Building.text(building.get(THING + "/attributes", "at-historical-revision", "1")));
            Response second = building.get(THING + "?fields=_revision,_modified,attributes", "at-historical-revision", "2");
            assertEquals("{\"_revision\":2,\"_modified\":\"2023-11-14T23:13:20Z\",\"attributes\":{\"a\":2}}", Building.text(second));
            assertEquals("\"rev:2\"", second.headers().get("ETag"));
            assertEquals("{\"a\":2,\"b\":3}", Building.text(building.get(THING + "/attributes?at-historical-revision=3")));
            missing(building.get(THING, "at-historical-revision", "4"));
            building.killAndRestart();
        }
    }

    @Test
    void aTimeFindsTheLastChangeBeforeIt() {
        assertEquals(201, building.put(THING, "{\"attributes\":{\"a\":1}}").status());
        building.clock.addAndGet(2 * HOUR);
        assertEquals(204, building.put(THING + "/attributes/a", "2").status());
        building.clock.addAndGet(2 * HOUR);
        assertEquals(204, building.delete(THING).status());
        building.clock.addAndGet(HOUR);
        assertEquals("1", Building.text(building.get(THING + "/attributes/a", "at-historical-timestamp", "2023-11-15T00:13:19Z")));
        assertEquals("2", Building.text(building.get(THING + "/attributes/a", "at-historical-timestamp", "2023-11-15T01:13:20+01:00")));
        missing(building.get(THING, "at-historical-timestamp", "2023-11-15T02:13:21Z"));
        missing(building.get(THING, "at-historical-timestamp", "2023-11-14T22:13:19Z"));
        missing(building.get(THING, "at-historical-timestamp", "2030-01-01T00:00:00Z"));
    }

    @Test
    void telemetryOfThePastComesFromTheSeries() {
        building.asset("r1", Map.of());
        Point inlet = building.point("r1", "inlet", "hall");
        Point silent = building.point("r1", "silent", "hall");
        building.apply();
        FakeSeries series = new FakeSeries();
        building.series = series;
        long start = building.clock.get();
        for (int i = 0; i < 5; i++) {
            series.add(new Reading(inlet, start + i * Duration.ofMinutes(1).toNanos(), 20 + i, Quality.GOOD));
        }
        series.add(new Reading(silent, start - 30 * HOUR, 7, Quality.GOOD));
        building.clock.addAndGet(10 * HOUR);
        assertEquals(201, building.put(SITE_THING + "/attributes/note", "\"new\"").status());
        assertEquals("23.0", at("2023-11-14T22:16:59Z", "/features/inlet/properties/value"));
        assertEquals("\"live\"", at("2023-11-14T22:16:59Z", "/features/inlet/properties/state"));
        assertEquals("20.0", at(START, "/features/inlet/properties/value"));
        assertEquals("24.0", at("2023-11-15T04:00:00Z", "/features/inlet/properties/value"));
        assertEquals("\"stale\"", at("2023-11-15T04:00:00Z", "/features/inlet/properties/state"));
        assertEquals("7.0", at(START, "/features/silent/properties/value"));
        assertEquals(404, building.get(SITE_THING + "/attributes/note", "at-historical-timestamp", START).status());
        assertEquals("\"new\"", at("2023-11-15T08:13:20Z", "/attributes/note"));
        assertNull(Building.json(building.get(SITE_THING, "at-historical-timestamp", "2023-11-14T22:13:19Z")).getValue("features/inlet/properties/value").orElse(null));
    }

    private String at(String time, String path) {
        Response response = building.get(SITE_THING + path, "at-historical-timestamp", time);
        assertEquals(200, response.status(), Building.text(response));
        return Building.text(response);
    }

    @Test
    void withoutAStoreThePastOfPointsIsNotInvented() {
        building.asset("r1", Map.of());
        building.point("r1", "inlet", "hall");
        building.apply();
        building.clock.addAndGet(HOUR);
        Response response = building.get(SITE_THING, "at-historical-timestamp", START);
        assertEquals(503, response.status());
        assertEquals("5", response.headers().get("Retry-After"));
    }

    @Test
    void historyIsBoundedAndWhatIsLetGoIsNotFound() {
        building.close();
        building.historyBytes = 2_000;
        building.start();
        assertEquals(201, building.put(THING, "{\"attributes\":{\"text\":\"" + "x".repeat(500) + "\"}}").status());
        for (int i = 0; i < 10; i++) {
            assertEquals(i == 0 ? 201 : 204, building.put(THING + "/attributes/n", Integer.toString(i)).status());
        }
        missing(building.get(THING, "at-historical-revision", "2"));
        assertEquals("8", Building.text(building.get(THING + "/attributes/n", "at-historical-revision", "10")));
        building.stopAndRestart();
        assertEquals("8", Building.text(building.get(THING + "/attributes/n", "at-historical-revision", "10")));
        assertEquals(3, building.disk.size(), "a stop keeps of the journal what history may hold and no more");
    }

    @Test
    void whatIsNoRevisionAndNoTimeIsRefusedAndSoIsChangingThePast() {
        assertEquals(201, building.put(THING, "{}").status());
        assertEquals(400, building.get(THING, "at-historical-revision", "first").status());
        assertEquals(400, building.get(THING, "at-historical-timestamp", "yesterday").status());
        assertEquals(501, building.put(THING, "{}", "at-historical-revision", "1").status());
        assertEquals(501, building.get("", "at-historical-revision", "1").status());
    }

    @Test
    void recordsOfTheFirstVersionAreRead() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(3);
        out.writeBytes("a:t");
        out.writeLong(7);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(ThingRecord.deleted("a:t", 7, 0), ThingRecord.read(ThingRecord.DELETED, (byte) 1, in));
        out.writeBoolean(false);
        out.writeLong(1);
        out.writeLong(2);
        out.writeInt(2);
        out.writeBytes("{}");
        out.writeBoolean(false);
        in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        assertEquals(ThingRecord.changed("a:t", 7, false, 1, 2, new ClientPart("{}", null)), ThingRecord.read(ThingRecord.CHANGED, (byte) 1, in));
    }
}
