package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An answered change is on the disk; a change that is not, is not shown. */
class DurabilityTest {
    private final Building building = new Building();

    @AfterEach
    void close() {
        building.close();
    }

    private static CompletableFuture<Response> later(Response response) {
        return ((Response.Later) response.body()).response().toCompletableFuture();
    }

    @Test
    void nothingIsAnsweredShownOrToldBeforeItIsDurable() throws Exception {
        assertEquals(201, building.put("/a:t", "{}").status());
        List<String> told = building.listen("/a:t");
        building.disk.hold();
        CompletableFuture<Response> first = later(building.begin("PUT", "/a:t/attributes/x", "1"));
        CompletableFuture<Response> second = later(building.begin("PUT", "/a:t/attributes/x", "2"));
        building.reading(building.point("none", "f", "hall"), 1);
        assertEquals(404, building.get("/a:t/attributes/x").status());
        assertFalse(first.isDone());
        building.disk.release();
        assertEquals(201, first.get(10, TimeUnit.SECONDS).status());
        assertEquals(204, second.get(10, TimeUnit.SECONDS).status(), "the second meets the first's value though neither was durable");
        Building.until("two events", () -> told.size() == 2);
        assertEquals("{\"thingId\":\"a:t\",\"attributes\":{\"x\":1}}", told.get(0));
    }

    /** Row 13 of Ditto's observed behaviour: a timeout. */
    @Test
    void aSlowDiskIs408AndTheChangeStillHappens() throws Exception {
        building.disk.hold();
        CompletableFuture<Response> answer = later(building.begin("PUT", "/a:t?timeout=20ms", "{}"));
        assertEquals(408, answer.get(10, TimeUnit.SECONDS).status());
        building.disk.release();
        Building.until("made", () -> building.get("/a:t").status() == 200);
    }

    @Test
    void aFullDiskIs503AndNothingChanges() {
        assertEquals(201, building.put("/a:t", "{\"attributes\":{\"x\":1}}").status());
        building.disk.full = true;
        Response refused = building.put("/a:t/attributes/x", "2");
        assertEquals(503, refused.status());
        assertEquals("5", refused.headers().get("Retry-After"));
        assertEquals(503, building.put("/a:new", "{}").status());
        assertEquals(503, building.delete("/a:t").status());
        assertEquals("1", Building.text(building.get("/a:t/attributes/x")));
        building.disk.full = false;
        assertEquals(204, building.put("/a:t/attributes/x", "3").status());
        assertEquals(201, building.put("/a:new", "{}").status());
        building.killAndRestart();
        assertEquals("3", Building.text(building.get("/a:t/attributes/x")));
    }

    @Test
    void acknowledgedChangesSurviveKillsAndRevisionsNeverFall() {
        Random random = new Random(7);
        List<String> expected = new ArrayList<>(List.of("", "", ""));
        long[] revisions = new long[3];
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 50; i++) {
                int thing = random.nextInt(3);
                String path = "/a:t" + thing;
                if (random.nextInt(10) == 0 && !expected.get(thing).isEmpty()) {
                    assertEquals(204, building.delete(path).status());
                    expected.set(thing, "");
                } else {
                    String body = "{\"n\":" + (round * 100 + i) + "}";
                    Response response = building.put(path, "{\"attributes\":" + body + "}");
                    assertTrue(response.status() < 300);
                    expected.set(thing, body);
                    long revision = Long.parseLong(response.headers().get("ETag").replaceAll("\\D", ""));
                    assertTrue(revision > revisions[thing], "revision " + revision + " after " + revisions[thing]);
                    revisions[thing] = revision;
                }
            }
            building.disk.hold();
            building.begin("PUT", "/a:t0/attributes/unacknowledged", "1");
            if (round % 3 == 0) {
                building.disk.release();
                building.stopAndRestart();
                expected.set(0, Building.text(building.get("/a:t0/attributes")).startsWith("{\"status") ? "" : Building.text(building.get("/a:t0/attributes")));
            } else {
                building.killAndRestart();
            }
            for (int thing = 0; thing < 3; thing++) {
                Response read = building.get("/a:t" + thing + "/attributes");
                assertEquals(expected.get(thing), read.status() == 404 ? "" : Building.text(read), "thing " + thing + " in round " + round);
            }
        }
        assertTrue(building.disk.hasSnapshot());
    }

    @Test
    void aSnapshotKeepsTheJournalShort() {
        building.close();
        building.historyBytes = 0;
        building.start();
        for (int i = 0; i < 150; i++) {
            assertTrue(building.put("/a:t" + i % 5 + "/", "{\"attributes\":{\"i\":" + i + "}}").status() < 300);
        }
        Building.until("the journal is cut", () -> building.disk.size() < 100);
        assertEquals("{\"i\":149}", Building.text(building.get("/a:t4/attributes")));
        building.killAndRestart();
        for (int i = 0; i < 5; i++) {
            assertEquals("{\"i\":" + (145 + i) + "}", Building.text(building.get("/a:t" + i + "/attributes")));
        }
        assertEquals("\"rev:31\"", building.put("/a:t0", "{}").headers().get("ETag"));
    }

    @Test
    void tooManyWaitingChangesAreRefusedAtOnce() throws Exception {
        assertEquals(201, building.put("/a:t", "{}").status());
        building.disk.hold();
        List<CompletableFuture<Response>> answers = new ArrayList<>();
        for (int i = 0; i < 1_001; i++) {
            answers.add(later(building.begin("PUT", "/a:t/attributes/x", "1")));
        }
        assertEquals(503, answers.get(1_000).get(1, TimeUnit.SECONDS).status());
        building.disk.release();
        assertEquals(201, answers.get(0).get(10, TimeUnit.SECONDS).status());
        assertEquals(204, answers.get(999).get(10, TimeUnit.SECONDS).status());
    }
}
