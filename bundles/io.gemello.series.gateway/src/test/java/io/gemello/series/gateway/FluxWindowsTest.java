package io.gemello.series.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the store calculates for a script is what the gateway would make of the readings. */
class FluxWindowsTest {
    private static final long SECOND = 1_000_000_000L;
    /** 2023-04-01T22:13:20Z: the clocks of Rome were put forward a week before. */
    private static final long NOW = 1_680_387_200L * SECOND;
    private static final int SCRIPTS = 150;
    private final StoredSite site = new StoredSite();
    private final Gateway gateway = new Gateway("0", Settings.of(Gateway.Config.class, Map.of()), new FakeIntake(), site, site, new FakeClock(NOW));

    /** Ten days with gaps and bad readings, in halves, so that sums are exact. */
    @BeforeEach
    void store() {
        Random random = new Random(3);
        for (String name : List.of("a", "b")) {
            Point point = site.point(name, "rack-" + name, "temperature");
            for (long time = NOW - 864_000 * SECOND; time < NOW; time += (random.nextInt(200) == 0 ? 20_000 : 60 + random.nextInt(600)) * SECOND) {
                boolean none = random.nextInt(60) == 0;
                site.store(new Reading(point, time, none ? Double.NaN : random.nextInt(100) / 2.0, none ? Quality.of(Quality.NOT_A_NUMBER) : random.nextInt(40) == 0 ? Quality.of(Quality.RANGE) : 0));
            }
        }
        gateway.bindStore(site);
        gateway.applied(site.catalogue());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private String answered(String script) throws Exception {
        Response answer = Asked.of("POST", "/api/v2/query", Map.of("Content-Type", "application/vnd.flux"), script).answer(gateway);
        assertEquals(200, answer.status(), script + answer.body());
        return new String((byte[]) answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void theStoresWindowsGiveTheSameAsTheReadings() throws Exception {
        Random random = new Random(4);
        int byStore = 0;
        for (int i = 0; i < SCRIPTS; i++) {
            String end = end(random);
            String begin = "import \"timezone\"\n" + (random.nextInt(3) == 0 ? "option location = timezone.location(name: \"Europe/Rome\")\n" : "") + "from(bucket: \"gemello\") |> range(start: -" + (1 + random.nextInt(14_000)) + "m"
                + (random.nextBoolean() ? ", stop: -" + random.nextInt(60) + "s" : "") + ") |> filter(fn: (r) => r._field == \"value\") ";
            site.aggregates = 0;
            String quick = answered(begin + end);
            byStore += site.aggregates > 0 ? 1 : 0;
            site.aggregates = 0;
            // A condition on the value must be asked of each row.
            assertEquals(answered(begin + "|> filter(fn: (r) => exists r._value) " + end), quick, begin + end);
            assertEquals(0, site.aggregates);
        }
        assertTrue(byStore > SCRIPTS / 2, byStore + " by the store");
    }

    private static String end(Random random) {
        String function = List.of("mean", "sum", "count", "min", "max", "first", "last").get(random.nextInt(7));
        if (random.nextInt(4) == 0) {
            return "|> " + function + "()";
        }
        String every = List.of("1m", "5m", "7m", "90m", "1h", "6h", "1d", "1w", "1mo").get(random.nextInt(9));
        return "|> aggregateWindow(every: " + every + ", fn: " + function + ", createEmpty: " + random.nextBoolean() + (random.nextInt(3) == 0 ? ", timeSrc: \"_start\"" : "") + (random.nextInt(4) == 0 ? ", offset: 15m" : "") + ")";
    }

    @Test
    void theLastValueOfTenDaysIsReadFromTheirEnd() throws Exception {
        site.pages = 0;
        assertTrue(answered("from(bucket: \"gemello\") |> range(start: -10d) |> filter(fn: (r) => r._field == \"value\") |> last()").contains("rack-b"));
        assertTrue(site.pages < 8, site.pages + " pages");
    }
}
