package io.gemello.series.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.InfluxPeer;
import io.gemello.testkit.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same questions to Debian's InfluxDB and to the gateway, over the same data. */
class InfluxQlDifferentialTest {
    private static final long SEED = 5;
    private static final int QUERIES = 500;
    private static final int LEAST_OF_EACH = 10;
    private static final int SHOWN = 12;
    private static final int LONGEST = 500;
    private static final double TOLERANCE = 1e-9;
    private static final ObjectMapper JSON = new ObjectMapper();
    @TempDir static Path folder;
    private static InfluxPeer influx;
    private static StoredSite site;
    private static Gateway gateway;

    @BeforeAll
    static void start() throws Exception {
        site = new StoredSite();
        Random random = new Random(11);
        fill(site, random);
        influx = new InfluxPeer(folder);
        influx.query("", "CREATE DATABASE gemello");
        influx.write("gemello", site.lines());
        gateway = new Gateway("0", Settings.of(Gateway.Config.class, Map.of()), new FakeIntake(), site, site, new FakeClock(QueryMaker.END));
        gateway.bindStore(site);
        gateway.applied(site.catalogue());
    }

    @AfterAll
    static void stop() throws Exception {
        gateway.close();
        influx.close();
    }

    /** Two hours with gaps, bad readings and readings without a number; no two series of a measurement have the same time, since InfluxDB does not say which comes first then. */
    private static void fill(StoredSite site, Random random) {
        int series = 0;
        for (String quantity : List.of("temperature", "power", "air flow")) {
            for (String asset : List.of("rack-1", "rack-2", "crac 1")) {
                for (int i = 0; i < 2; i++, series++) {
                    Point point = site.point((asset + "." + quantity + "." + i).replace(' ', '_'), asset.replace(' ', '_'), quantity.replace(' ', '_'));
                    for (long time = QueryMaker.BEGIN + series * 1_000_000L; time < QueryMaker.END; time += 10_000_000_000L * (1 + random.nextInt(6))) {
                        if (random.nextInt(40) == 0) {
                            time += 900_000_000_000L;
                        }
                        boolean none = random.nextInt(30) == 0;
                        int quality = none ? Quality.of(Quality.NOT_A_NUMBER) : random.nextInt(10) == 0 ? Quality.of(Quality.RANGE) : random.nextInt(10) == 0 ? Quality.of(Quality.FLAT) : 0;
                        site.store(new Reading(point, time, none ? Double.NaN : Math.round((20 + 10 * random.nextGaussian()) * 100) / 100.0, quality));
                    }
                }
            }
        }
    }

    @Test
    void generatedQueriesGetTheSameAnswers() throws Exception {
        QueryMaker maker = new QueryMaker(SEED);
        List<String> different = new ArrayList<>();
        int empty = 0;
        for (int i = 0; i < QUERIES; i++) {
            String query = maker.next();
            String difference = difference(query);
            if (difference != null) {
                different.add(query + "\n   " + difference);
            }
            empty += ours(query).findValues("values").isEmpty() ? 1 : 0;
        }
        assertTrue(different.isEmpty(), different.size() + " of " + QUERIES + " differ:\n" + String.join("\n", different.subList(0, Math.min(SHOWN, different.size()))));
        maker.counts().forEach((clause, count) -> assertTrue(count >= LEAST_OF_EACH, clause + " only " + count + " times"));
        assertTrue(site.aggregates > QUERIES / 5, "the store was asked to calculate only " + site.aggregates + " times");
        assertTrue(empty < QUERIES / 4, empty + " answers were empty");
    }

    private static String difference(String query) throws Exception {
        JsonNode theirs = JSON.readTree(influx.query("gemello", query));
        JsonNode ours = ours(query);
        return same(theirs, ours) ? null : "InfluxDB: " + cut(theirs) + "\n   gateway:  " + cut(ours);
    }

    private static JsonNode ours(String query) throws Exception {
        Response answer = Asked.of("GET", "/query?db=gemello&epoch=ns&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8), "").answer(gateway);
        return answer.body() instanceof byte[] bytes ? JSON.readTree(bytes) : JSON.valueToTree(((Response.Json) answer.body()).value());
    }

    private static String cut(JsonNode node) {
        String text = node.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "… (" + text.length() + ")" : text;
    }

    /** Numbers within rounding; everything else as it is. Of errors only that there is one. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.has("error") || other.has("error")) {
            return one.has("error") && other.has("error");
        }
        if (one.isNumber() && other.isNumber()) {
            return one.isIntegralNumber() && other.isIntegralNumber() ? one.asLong() == other.asLong() : Math.abs(one.asDouble() - other.asDouble()) <= TOLERANCE * Math.max(1, Math.abs(one.asDouble()));
        }
        if (one.getNodeType() != other.getNodeType() || one.size() != other.size()) {
            return false;
        }
        if (one.isObject()) {
            for (Iterator<String> names = one.fieldNames(); names.hasNext();) {
                String name = names.next();
                if (!other.has(name) || !same(one.get(name), other.get(name))) {
                    return false;
                }
            }
            return true;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!same(one.get(i), other.get(i))) {
                return false;
            }
        }
        return one.isContainerNode() || one.equals(other);
    }
}
