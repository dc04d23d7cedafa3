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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** InfluxQL over HTTP: forms, errors, limits. That the answers are InfluxDB's is what {@link InfluxQlDifferentialTest} shows. */
class QueryPathTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_700_000_000L * SECOND;
    private final StoredSite site = new StoredSite();
    private final Gateway gateway = new Gateway("0", Settings.of(Gateway.Config.class, Map.of("max.rows", 50, "max.points", 5000L)), new FakeIntake(), site, site, new FakeClock(NOW));

    @BeforeEach
    void store() {
        Point inlet = site.point("inlet", "rack-1", "temperature");
        site.store(new Reading(inlet, NOW - 2 * SECOND, 21.5, 0));
        site.store(new Reading(inlet, NOW - SECOND, Double.NaN, Quality.of(Quality.NOT_A_NUMBER)));
        site.store(new Reading(inlet, NOW, 1e-7, 0));
        gateway.bindStore(site);
        gateway.applied(site.catalogue());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static String text(Response answer) {
        return answer.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : String.valueOf(((Response.Json) answer.body()).value());
    }

    private Response ask(String query) throws Exception {
        return ask(query, "&db=gemello", Map.of());
    }

    private Response ask(String query, String more, Map<String, String> headers) throws Exception {
        return Asked.of("GET", "/query?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8) + more, headers, "").answer(gateway);
    }

    private String answered(String query) throws Exception {
        Response answer = ask(query);
        assertEquals(200, answer.status(), text(answer));
        return text(answer).replaceFirst("^\\{\"results\":\\[\\{\"statement_id\":0,?", "").replaceFirst("}]}\\n$", "");
    }

    @Test
    void timesAreRfc3339OrWhatTheClientWants() throws Exception {
        assertEquals("\"series\":[{\"name\":\"temperature\",\"columns\":[\"time\",\"value\"],\"values\":[[\"2023-11-14T22:13:18Z\",21.5],[\"2023-11-14T22:13:20Z\",1e-7]]}]", answered("SELECT value FROM temperature"));
        assertTrue(text(ask("SELECT value FROM temperature", "&db=gemello&epoch=ms", Map.of())).contains("[1699999998000,21.5]"));
        assertTrue(answered("SELECT value FROM temperature LIMIT 1 TZ('Europe/Rome')").contains("2023-11-14T23:13:18+01:00"));
    }

    @Test
    void aPointWithImportedHistoryOnlyIsThere() throws Exception {
        site.imported.add("inlet");
        assertTrue(answered("SELECT value FROM temperature").contains("21.5"));
        assertTrue(answered("SHOW TAG VALUES WITH KEY = point").contains("inlet"));
    }

    @Test
    void windowsOfManySeriesAreFetchedTogether() throws Exception {
        for (int i = 0; i < 5; i++) {
            site.store(new Reading(site.point("fan" + i, "rack-" + i, "speed"), NOW - 60 * SECOND, 900 + i, 0));
        }
        gateway.applied(site.catalogue());
        String answer = answered("SELECT mean(value) FROM speed WHERE time >= 1699999800s AND time < 1700000040s GROUP BY time(1m), point FILL(none)");
        for (int i = 0; i < 5; i++) {
            assertTrue(answer.contains("{\"point\":\"fan" + i + "\"},\"columns\":[\"time\",\"mean\"],\"values\":[[\"2023-11-14T22:12:00Z\"," + (900 + i) + "]]"), answer);
        }
        assertEquals(1, site.together);
    }

    @Test
    void aFormAndCsvDoToo() throws Exception {
        Response answer = Asked.of("POST", "/query?db=gemello", Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept", "text/csv"), "q=SELECT+*+FROM+temperature+WHERE+quality+%3E+0").answer(gateway);
        assertEquals("name,tags,time,asset,point,quality,site,value\ntemperature,,1699999999000000000,rack-1,inlet," + Quality.of(Quality.NOT_A_NUMBER) + ",hall,\n", text(answer));
    }

    @Test
    void nowIsTheSitesClock() throws Exception {
        assertTrue(answered("SELECT count(value) FROM temperature WHERE time > now() - 1500ms").contains(",1]"));
        assertTrue(answered("SELECT count(quality) FROM temperature WHERE time >= now() - 2s GROUP BY time(1s)").contains("[\"2023-11-14T22:13:18Z\",1],[\"2023-11-14T22:13:19Z\",1],[\"2023-11-14T22:13:20Z\",1]"));
    }

    /** A day is a day where the hall stands, also when the clocks are changed: 26 March 2023 has 23 hours in Rome. */
    @Test
    void calendarWindowsFollowTheZone() throws Exception {
        String days = answered("SELECT count(value) FROM temperature WHERE time >= '2023-03-25' AND time < '2023-03-28' GROUP BY time(1d) FILL(0) TZ('Europe/Rome')");
        assertEquals("", days);
        site.store(new Reading(site.point("inlet", "rack-1", "temperature"), 1_679_781_600L * SECOND, 5, 0)); // 2023-03-25T22:00:00Z, 23:00 in Rome
        site.store(new Reading(site.point("inlet", "rack-1", "temperature"), 1_679_866_200L * SECOND, 5, 0)); // 2023-03-26T21:30:00Z, 23:30 in Rome
        days = answered("SELECT count(value) FROM temperature WHERE time >= '2023-03-25' AND time < '2023-03-28' GROUP BY time(1d) FILL(0) TZ('Europe/Rome')");
        assertTrue(days.contains("[\"2023-03-25T00:00:00+01:00\",1],[\"2023-03-26T00:00:00+01:00\",1],[\"2023-03-27T00:00:00+02:00\",0]"), days);
    }

    @Test
    void whatLiesOutsideIsRefusedByName() throws Exception {
        for (String[] pair : new String[][] {{"SELECT derivative(value) FROM temperature", "derivative()"}, {"SELECT mean(value) FROM (SELECT value FROM temperature)", "a subquery"},
            {"SELECT value INTO x FROM temperature", "SELECT INTO"}, {"DROP MEASUREMENT temperature", "DROP"}, {"SHOW STATS", "SHOW STATS"}, {"SELECT percentile(value, 90) FROM temperature", "percentile()"}}) {
            Response answer = ask(pair[0]);
            assertEquals(400, answer.status(), pair[0]);
            assertEquals("{error=error parsing query: " + pair[1] + " is not supported by Gemello's gateway; docs/gateway.md lists what is}", text(answer));
        }
        assertEquals("{error=error parsing query: undefined function nonsense()}", text(ask("SELECT nonsense(value) FROM temperature")));
        assertEquals("{error=error parsing query: found EOF, expected FROM at line 1, char 13}", text(ask("SELECT value")));
    }

    @Test
    void errorsOfAStatementStandInItsResult() throws Exception {
        assertEquals("{\"results\":[{\"statement_id\":0,\"error\":\"database not found: nope\"}]}\n", text(ask("SELECT value FROM temperature", "&db=nope", Map.of())));
        assertEquals("{\"results\":[{\"statement_id\":0,\"error\":\"database name required\"}]}\n", text(ask("SHOW MEASUREMENTS", "", Map.of())));
        assertEquals("", answered("CREATE DATABASE gemello"));
        assertTrue(answered("CREATE DATABASE other").contains("databases cannot be made here"));
        assertEquals(400, Asked.of("GET", "/query?db=gemello", "").answer(gateway).status());
    }

    @Test
    void tooLargeAQueryIsRefusedWithItsLimit() throws Exception {
        for (int i = 0; i < 100; i++) {
            site.store(new Reading(site.point("inlet", "rack-1", "temperature"), i, i, 0));
        }
        assertTrue(answered("SELECT value FROM temperature").contains("more than 50 rows"));
        assertTrue(answered("SELECT value FROM temperature ORDER BY time DESC LIMIT 3").contains("1e-7"));
        assertTrue(answered("SELECT mean(value) FROM temperature WHERE time > 0 GROUP BY time(1s)").contains("more than 50 windows"));
        for (int i = 0; i < 5000; i++) {
            site.store(new Reading(site.point("inlet", "rack-1", "temperature"), i, i, 0));
        }
        assertTrue(answered("SELECT median(value) FROM temperature").contains("reads more than 5000 points"));
    }

    /** Hours are not made of readings, but for those with bad ones, which InfluxDB's functions count. */
    @Test
    void theStoreCalculatesWhatItCan() throws Exception {
        Point fan = site.point("fan", "rack-1", "speed");
        for (int i = 0; i < 3600; i++) {
            site.store(new Reading(fan, NOW - i * 10 * SECOND, i == 1000 ? 1e6 : 100 + i % 10, i == 1000 ? Quality.of(Quality.RANGE) : 0));
        }
        gateway.applied(site.catalogue());
        site.pages = 0;
        String where = " FROM speed WHERE time > now() - 10h AND asset = 'rack-1'";
        assertTrue(answered("SELECT count(value), max(value), mean(value)" + where + " GROUP BY time(1h)").contains(",360,109,104.5]"));
        assertTrue(site.aggregates > 0 && site.pages < 12, site.aggregates + " aggregates, " + site.pages + " pages");
        assertTrue(answered("SELECT max(value)" + where + " GROUP BY time(1h)").contains(",1000000]"));
        assertTrue(answered("SELECT count(value), spread(value)" + where).contains(",3600,999900]"));
        site.pages = 0;
        assertTrue(answered("SELECT count(value), spread(value)" + where + " AND (quality & 3) < 2").contains(",3599,9]"));
        assertTrue(answered("SELECT count(value), last(value)" + where + " AND (quality & 3) < 2 GROUP BY time(90m), asset").contains("rack-1"));
        assertEquals(0, site.pages);
        assertTrue(answered("SELECT last(value), quality FROM speed").contains("[\"2023-11-14T22:13:20Z\",100,0]"));
        assertTrue(site.pages < 6, "the last value is looked for from the end: " + site.pages);
    }

    /** Two fields that were written in one line are one row again, whatever points they have become. */
    @Test
    void whatWasWrittenIsFoundUnderItsName() throws Exception {
        site.store(new Reading(site.written("out.t", "rack-1", "temperature", "weather,city=St\\ Moritz,station=roof#temp"), NOW, 4.5, 0));
        site.store(new Reading(site.written("out.h", "rack-1", "humidity", "weather,city=St\\ Moritz,station=roof#hum"), NOW, 80, 0));
        site.store(new Reading(site.written("out.h", "rack-1", "humidity", "weather,city=St\\ Moritz,station=roof#hum"), NOW - SECOND, 81, 0));
        gateway.applied(site.catalogue());
        assertEquals("\"series\":[{\"name\":\"weather\",\"columns\":[\"time\",\"city\",\"hum\",\"station\",\"temp\"],\"values\":[[\"2023-11-14T22:13:19Z\",\"St Moritz\",81,\"roof\",null],"
            + "[\"2023-11-14T22:13:20Z\",\"St Moritz\",80,\"roof\",4.5]]}]", answered("SELECT * FROM weather WHERE city = 'St Moritz'"));
        assertTrue(answered("SELECT last(value) FROM temperature WHERE point = 'out.t'").contains("4.5"));
        assertTrue(answered("SHOW FIELD KEYS FROM weather").contains("[\"hum\",\"float\"],[\"temp\",\"float\"]"));
        assertTrue(answered("SHOW TAG VALUES FROM weather WITH KEY = station").contains("[\"station\",\"roof\"]"));
        assertTrue(answered("SHOW SERIES FROM weather").contains("weather,city=St\\\\ Moritz,station=roof"));
    }

    /** Where the name is the quantity's already, a second series would count the same readings twice. */
    @Test
    void aNameThatIsTheQuantitysAddsItsTagsToThePointsOwnSeries() throws Exception {
        site.store(new Reading(site.written("room", "rack-9", "temperature", "temperature,room=r9#celsius"), NOW, 19, 0));
        gateway.applied(site.catalogue());
        assertTrue(answered("SELECT count(value), count(celsius) FROM temperature WHERE room = 'r9'").contains(",1,1]"));
        assertTrue(answered("SELECT count(value) FROM temperature").contains(",3]"));
        assertTrue(answered("SELECT last(celsius) FROM temperature WHERE asset = 'rack-9' GROUP BY room").contains("\"tags\":{\"room\":\"r9\"}"));
    }

    @Test
    void whoMayNotReadSeesNothing() throws Exception {
        Asked question = Asked.of("GET", "/query?db=gemello&q=" + URLEncoder.encode("SHOW MEASUREMENTS; SELECT value FROM temperature", StandardCharsets.UTF_8), "");
        assertEquals("{\"results\":[{\"statement_id\":0},{\"statement_id\":1}]}\n", text(question.by("stranger").answer(gateway)));
    }

    @Test
    void withoutAStoreItIsToBeTriedAgain() throws Exception {
        gateway.unbindStore(site);
        Response answer = ask("SELECT value FROM temperature");
        assertEquals(503, answer.status());
        assertEquals("5", answer.headers().get("Retry-After"));
    }
}
