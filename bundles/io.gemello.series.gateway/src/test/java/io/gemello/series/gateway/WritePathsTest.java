package io.gemello.series.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.adapter.Sample;
import io.gemello.api.http.Response;
import io.gemello.api.journal.JournalFull;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WritePathsTest {
    private final FakeIntake intake = new FakeIntake();
    private final StoredSite site = new StoredSite();
    private final Gateway gateway = gateway("hall, other");

    private Gateway gateway(String buckets) {
        return new Gateway("0", Settings.of(Gateway.Config.class, Map.of("buckets", new String[] {buckets})), intake, site, site, new FakeClock(0));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private Response write(String target, String body) throws Exception {
        return Asked.of("POST", target, body).answer(gateway);
    }

    private List<String> taken() {
        return intake.samples().stream().map(sample -> sample.to().address() + " = " + sample.value() + " @ " + sample.epochNanos()).toList();
    }

    @Test
    void everyFieldIsASampleOfItsOwnAddress() throws Exception {
        assertEquals(204, write("/api/v2/write?org=o&bucket=hall&precision=s", "weather,station=b,city=a temp=21.5,wet=true 1700000000\nweather temp=3i\n").status());
        assertEquals(List.of("weather,city=a,station=b#temp = 21.5 @ 1700000000000000000", "weather,city=a,station=b#wet = true @ 1700000000000000000",
            "weather#temp = 3 @ " + Sample.NO_TIME), taken());
        assertEquals("influx", intake.open().get(0).name());
    }

    @Test
    void theOldPathTakesTheSame() throws Exception {
        assertEquals(204, write("/write?db=other&rp=autogen&precision=u", "m v=1 7").status());
        assertEquals(List.of("m#v = 1.0 @ 7000"), taken());
    }

    @Test
    void everyPrecisionMeansItsLength() throws Exception {
        Map<String, Long> precisions = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
        for (Map.Entry<String, Long> one : precisions.entrySet()) {
            assertEquals(204, write("/api/v2/write?bucket=hall&precision=" + one.getKey(), "m v=-.5e1 1709164800").status());
            assertEquals(List.of("m#v = -5.0 @ " + 1_709_164_800L * one.getValue()), taken().subList(taken().size() - 1, taken().size()), one.getKey());
        }
    }

    @Test
    void theAnswerWaitsForTheDisk() throws Exception {
        intake.withhold();
        Response answer = gateway.routes().stream().filter(route -> route.path().equals("/api/v2/write")).findFirst().orElseThrow().handler().handle(Asked.of("POST", "/api/v2/write?bucket=hall", "m v=1 1"));
        CompletionStage<Response> later = ((Response.Later) answer.body()).response();
        assertFalse(later.toCompletableFuture().isDone());
        intake.release();
        assertEquals(204, later.toCompletableFuture().get().status());
    }

    @Test
    void linesThatCannotBeReadAreNamedAndTheOthersStored() throws Exception {
        Response answer = write("/api/v2/write?bucket=hall", "m v=1 1\nm v=x\nm v=3 3\n");
        assertEquals(400, answer.status());
        assertEquals(Map.of("code", "invalid", "message", "partial write: unable to parse 'm v=x': invalid boolean dropped=1"), ((Response.Json) answer.body()).value());
        assertEquals(2, taken().size());
        assertEquals(Map.of("unreadable", 1L), intake.lost());
        assertEquals(Map.of("error", "unable to parse 'm': missing fields"), ((Response.Json) write("/write?db=hall", "m").body()).value());
    }

    @Test
    void anUnknownBucketIsRefusedByName() throws Exception {
        Response answer = write("/api/v2/write?bucket=hal", "m v=1");
        assertEquals(404, answer.status());
        assertEquals("bucket \"hal\" not found; this Gemello has [hall, other], see buckets in etc/io.gemello.series.gateway.cfg", ((Map<?, ?>) ((Response.Json) answer.body()).value()).get("message"));
        assertEquals(404, write("/write?db=hal", "m v=1").status());
        assertEquals(400, write("/write", "m v=1").status());
        assertEquals(400, write("/api/v2/write?bucket=hall&precision=years", "m v=1").status());
        assertEquals(List.of(), taken());
    }

    @Test
    void aFullDiskAndTooMuchWorkAreToBeTriedAgain() throws Exception {
        intake.block();
        assertEquals(503, write("/api/v2/write?bucket=hall", "m v=1 1").status());
        intake.release();
        intake.withhold();
        intake.refuse(new JournalFull("the disk is full"));
        Response answer = write("/api/v2/write?bucket=hall", "m v=1 1");
        assertEquals(503, answer.status());
        assertEquals("5", answer.headers().get("Retry-After"));
    }

    @Test
    void aLargeBodyGoesInSteps() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            body.append("m,i=").append(i % 10).append(" v=").append(i).append("i ").append(i).append('\n');
        }
        assertEquals(204, write("/api/v2/write?bucket=hall/autogen", body.toString()).status());
        assertEquals(10_000, intake.samples().size());
        assertEquals(9_999L, intake.values().get(9_999));
    }

    @Test
    void clientsFindThePartnerTheyKnow() throws Exception {
        Response ping = Asked.of("GET", "/ping", "").answer(gateway);
        assertEquals(204, ping.status());
        assertEquals("1.8-gemello-0", ping.headers().get("X-Influxdb-Version"));
        Map<?, ?> buckets = (Map<?, ?>) ((Response.Json) Asked.of("GET", "/api/v2/buckets?name=other", "").answer(gateway).body()).value();
        assertEquals("other", ((Map<?, ?>) ((List<?>) buckets.get("buckets")).get(0)).get("name"));
        assertNull(ping.body());
    }

    @Test
    void aConfigurationWithoutBucketIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> gateway(" , "));
    }
}
