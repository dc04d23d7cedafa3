package io.gemello.series.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Flux over HTTP: the classic scripts, what they give, and how others are refused. */
class FluxPathTest {
    private static final long SECOND = 1_000_000_000L;
    /** 2023-11-14T22:13:20Z. */
    private static final long NOW = 1_700_000_000L * SECOND;
    private static final String FROM = "from(bucket: \"gemello\") |> range(start: -1h) ";
    private static final String VALUES = FROM + "|> filter(fn: (r) => r._measurement == \"temperature\" and r._field == \"value\") ";
    private final StoredSite site = new StoredSite();
    private final Gateway gateway = new Gateway("0", Settings.of(Gateway.Config.class, Map.of("max.rows", 100, "max.points", 5000L)), new FakeIntake(), site, site, new FakeClock(NOW));

    @BeforeEach
    void store() {
        Point inlet = site.point("inlet", "rack-1", "temperature");
        Point outlet = site.point("outlet", "rack-2", "temperature");
        for (int i = 0; i < 6; i++) {
            site.store(new Reading(inlet, NOW - (60 - 10 * i) * SECOND, 20 + i, 0));
            site.store(new Reading(outlet, NOW - (55 - 10 * i) * SECOND, 30 + i, i == 3 ? Quality.of(Quality.RANGE) : 0));
        }
        site.store(new Reading(inlet, NOW - SECOND, Double.NaN, Quality.of(Quality.NOT_A_NUMBER)));
        gateway.bindStore(site);
        gateway.applied(site.catalogue());
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static String text(Response answer) {
        return answer.body() instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8).replace("\r\n", "\n") : String.valueOf(((Response.Json) answer.body()).value());
    }

    private Response ask(String script) throws Exception {
        return Asked.of("POST", "/api/v2/query?org=x", Map.of("Content-Type", "application/vnd.flux"), script).answer(gateway);
    }

    private String answered(String script) throws Exception {
        Response answer = ask(script);
        assertEquals(200, answer.status(), text(answer));
        return text(answer).strip();
    }

    /** The cells of one column, of all tables. */
    private List<String> column(String name, String script) throws Exception {
        List<String> cells = new ArrayList<>();
        int at = -1;
        for (String line : answered(script).lines().filter(line -> !line.isEmpty()).toList()) {
            List<String> parts = List.of(line.split(",", -1));
            if (parts.get(1).equals("result")) {
                at = parts.indexOf(name);
            } else {
                cells.add(parts.get(at));
            }
        }
        return cells;
    }

    private String refused(String script) throws Exception {
        Response answer = ask(script);
        assertEquals(400, answer.status(), script + "\n" + text(answer));
        return String.valueOf(((Map<?, ?>) ((Response.Json) answer.body()).value()).get("message"));
    }

    @Test
    void theClassicScriptGivesTheLastValueOfEachSeries() throws Exception {
        assertEquals("""
            ,result,table,_start,_stop,_time,_value,_field,_measurement,asset,point,site
            ,_result,0,2023-11-14T21:13:20Z,2023-11-14T22:13:20Z,2023-11-14T22:13:10Z,25,value,temperature,rack-1,inlet,hall
            ,_result,1,2023-11-14T21:13:20Z,2023-11-14T22:13:20Z,2023-11-14T22:13:15Z,35,value,temperature,rack-2,outlet,hall""", answered(VALUES + "|> last()"));
    }

    @Test
    void jsonWithADialectGetsAnnotations() throws Exception {
        String body = new ObjectMapper().writeValueAsString(Map.of("query", VALUES + "|> filter(fn: (r) => r.asset == \"rack-1\") |> mean()", "type", "flux",
            "dialect", Map.of("header", true, "delimiter", ",", "annotations", List.of("datatype", "group", "default"), "commentPrefix", "#"), "now", "2023-11-14T22:13:00Z"));
        assertEquals("""
            #datatype,string,long,dateTime:RFC3339,dateTime:RFC3339,string,string,string,string,string,double
            #group,false,false,true,true,true,true,true,true,true,false
            #default,_result,,,,,,,,,
            ,result,table,_start,_stop,_field,_measurement,asset,point,site,_value
            ,,0,2023-11-14T21:13:00Z,2023-11-14T22:13:00Z,value,temperature,rack-1,inlet,hall,21.5

            """, text(Asked.of("POST", "/api/v2/query", Map.of("Content-Type", "application/json"), body).answer(gateway)));
    }

    @Test
    void conditionsAreThoseThatPeopleWrite() throws Exception {
        assertEquals(List.of("24", "25"), column("_value", VALUES + "|> filter(fn: (r) => r._value > 23 and r.asset =~ /-1$/)"));
        assertEquals(List.of("30"), column("_value", VALUES + "|> filter(fn: (r) => r[\"asset\"] != \"rack-1\" and not r._value >= 31.0)"));
        assertEquals(List.of(), column("_value", VALUES + "|> filter(fn: (r) => exists r.nothing or r.nothing == \"x\")"));
        assertEquals(List.of("20"), column("_value", VALUES + "|> filter(fn: (r) => r._time < 2023-11-14T22:12:22Z)"));
        assertEquals(List.of("20"), column("_value", VALUES + "|> filter(fn: (r) => { low = 20.5 return r._value < low })"));
        assertEquals(List.of("33"), column("_value", "hot = (tables=<-, above) => tables |> filter(fn: (r) => r._value > above)\n" + VALUES + "|> hot(above: 32.0) |> limit(n: 1)"));
        assertTrue(refused(VALUES + "|> filter(fn: (r) => r._value == \"x\")").startsWith("runtime error @1:"), "a number is no text");
    }

    @Test
    void rangesAreRelativeAbsoluteOrSeconds() throws Exception {
        String values = " |> filter(fn: (r) => r._field == \"value\") |> count() |> group() |> sum()";
        assertEquals(List.of("4"), column("_value", "from(bucket: \"gemello\") |> range(start: -21s)" + values));
        assertEquals(List.of("2"), column("_value", "from(bucket: \"gemello\") |> range(start: 2023-11-14T22:12:20Z, stop: 2023-11-14T23:12:30+01:00)" + values));
        assertEquals(List.of("12"), column("_value", "from(bucket: \"gemello\") |> range(start: 0, stop: now())" + values));
        assertEquals(List.of("12"), column("_value", "option now = () => 2023-11-14T23:13:15Z\nfrom(bucket: \"gemello\") |> range(start: -1h)" + values.replace("sum()", "sum() |> map(fn: (r) => ({_value: r._value + 11}))")));
        assertTrue(refused("from(bucket: \"gemello\") |> last()").contains("cannot submit unbounded read"));
        assertTrue(refused("from(bucket: \"gemello\") |> range(start: -1h, stop: -2h)").contains("cannot query an empty range"));
        assertTrue(refused("from(bucket: \"other\") |> range(start: -1h)").contains("could not find bucket \"other\""));
    }

    @Test
    void reductionsAreOfEachTable() throws Exception {
        assertEquals(List.of("20", "30"), column("_value", VALUES + "|> first()"));
        assertEquals(List.of("25", "35"), column("_value", VALUES + "|> max()"));
        assertEquals(List.of("20", "30"), column("_value", VALUES + "|> min()"));
        assertEquals(List.of("135", "195"), column("_value", VALUES + "|> sum()"));
        assertEquals(List.of("6", "6"), column("_value", VALUES + "|> count()"));
        assertEquals(List.of("27.5"), column("_value", VALUES + "|> group() |> mean()"));
        assertEquals(List.of("7", "6"), column("_value", FROM + "|> filter(fn: (r) => r._field == \"quality\") |> count()"));
        assertTrue(refused(FROM + "|> group() |> mean()").contains("schema collision"));
    }

    @Test
    void windowsAreThoseOfTheClockCutAtTheRange() throws Exception {
        String windows = "from(bucket: \"gemello\") |> range(start: -50s) |> filter(fn: (r) => r.point == \"inlet\" and r._field == \"value\") |> aggregateWindow(every: 20s, ";
        assertEquals(List.of("21", "22.5", "24.5"), column("_value", windows + "fn: mean)"));
        assertEquals(List.of("2023-11-14T22:12:40Z", "2023-11-14T22:13:00Z", "2023-11-14T22:13:20Z"), column("_time", windows + "fn: mean)"));
        assertEquals(List.of("2023-11-14T22:12:30Z", "2023-11-14T22:12:40Z", "2023-11-14T22:13:00Z"), column("_time", windows + "fn: sum, timeSrc: \"_start\")"));
        assertEquals(List.of("2", "2", "1"), column("_value", windows + "fn: (column, tables=<-) => tables |> count(column: column), offset: 10s)"));
        String gap = "from(bucket: \"gemello\") |> range(start: -2m) |> filter(fn: (r) => r.point == \"inlet\" and r._field == \"value\") |> aggregateWindow(every: 1m, fn: ";
        assertEquals(List.of("", "21.5", "24.5"), column("_value", gap + "mean)"));
        assertEquals(List.of("0", "4", "2"), column("_value", gap + "count)"));
        assertEquals(List.of("23", "25"), column("_value", gap + "last)"));
    }

    @Test
    void tablesAreRegroupedSortedAndCut() throws Exception {
        assertEquals(List.of("35", "34", "33"), column("_value", VALUES + "|> group() |> sort(desc: true) |> limit(n: 3)"));
        assertEquals(List.of("rack-1", "rack-2"), column("asset", VALUES + "|> group(columns: [\"asset\"]) |> sort(columns: [\"_time\"]) |> limit(n: 1)"));
        assertEquals(",result,table,_time,_value,asset", answered(VALUES + "|> keep(columns: [\"_time\", \"_value\", \"asset\"]) |> limit(n: 1)").lines().findFirst().orElseThrow());
        assertEquals(",result,table,_time,_value,asset", answered(VALUES + "|> drop(fn: (column) => column =~ /^(_start|_stop|_f.*|_m.*|point|site)$/) |> limit(n: 1)").lines().findFirst().orElseThrow());
        assertEquals(List.of("12"), column("_value", VALUES + "|> drop(columns: [\"asset\", \"point\"]) |> count()"));
    }

    /** So one gets rid of bad readings: the quality comes to stand beside the value. */
    @Test
    void fieldsComeToStandBesideOneAnother() throws Exception {
        String pivot = FROM + "|> filter(fn: (r) => r._measurement == \"temperature\") |> pivot(rowKey: [\"_time\"], columnKey: [\"_field\"], valueColumn: \"_value\") ";
        assertEquals(",result,table,_start,_stop,_time,_measurement,asset,point,site,quality,value", answered(pivot).lines().findFirst().orElseThrow());
        assertEquals(List.of("30", "31", "32", "34", "35"), column("value", pivot + "|> filter(fn: (r) => r.asset == \"rack-2\" and r.quality % 4 < 2)"));
        assertEquals(List.of("", "25"), column("value", pivot + "|> filter(fn: (r) => r.asset == \"rack-1\") |> sort(columns: [\"_time\"], desc: true) |> limit(n: 2)"));
    }

    @Test
    void rowsBecomeWhatAFunctionMakesOfThem() throws Exception {
        assertEquals(List.of("68", "86"), column("f", VALUES + "|> first() |> map(fn: (r) => ({rack: r.asset, f: r._value * 1.8 + 32.0}))"));
        assertEquals(List.of("rack-1 20", "rack-2 30"), column("_value", VALUES + "|> first() |> map(fn: (r) => ({r with _value: \"${r.asset} ${r._value}\"}))"));
        assertEquals(List.of("195"), column("_value", VALUES + "|> map(fn: (r) => ({_value: r._value, hot: r._value > 29.0})) |> group(columns: [\"hot\"]) |> sum()").subList(1, 2));
        assertTrue(refused(VALUES + "|> map(fn: (r) => r._value)").contains("a function that gives a record"));
        assertTrue(refused(VALUES + "|> map(fn: (r) => ({v: r._value + 1}))").contains("unsupported binary expression float + int"));
    }

    /** JavaScript's client writes durations and times so. */
    @Test
    void valuesAreConverted() throws Exception {
        assertEquals(List.of("24", "25"), column("_value", "from(bucket: \"gemello\") |> range(start: duration(v: \"-21s\"), stop: time(v: \"2023-11-14T22:13:20Z\")) |> filter(fn: (r) => r.point == \"inlet\" and r._field == \"value\")"));
        assertEquals(List.of("20/20/true/2023-11-14T22:12:20Z"), column("s", VALUES + "|> filter(fn: (r) => r.asset == \"rack-1\" and int(v: r._value) < 21)"
            + " |> map(fn: (r) => ({s: string(v: r._value) + \"/\" + string(v: int(v: r._value)) + \"/\" + string(v: bool(v: r._value)) + \"/\" + string(v: r._time)}))"));
        assertTrue(refused(VALUES + "|> filter(fn: (r) => float(v: r.asset) > 1.0)").contains("cannot convert string \"rack-1\" to float"));
        assertTrue(refused("from(bucket: \"gemello\") |> range(start: duration(v: \"soon\"))").contains("cannot convert string \"soon\" to duration"));
    }

    @Test
    void severalResultsAreNamed() throws Exception {
        assertEquals(List.of("a", "a", "b", "b"), column("result", "data = " + VALUES + "\ndata |> min() |> yield(name: \"a\")\ndata |> max() |> yield(name: \"b\")"));
        assertTrue(refused(VALUES + "\n" + VALUES).contains("more than one result"));
        assertTrue(refused("data = " + VALUES).contains("returns no streaming data"));
    }

    @Test
    void bucketsAreListed() throws Exception {
        assertEquals(List.of("gemello"), column("name", "buckets()"));
    }

    @Test
    void whatLiesOutsideIsRefusedByNameAndPlaceWhateverTheData() throws Exception {
        String end = " is not supported by Gemello's gateway; docs/gateway.md lists what is";
        assertEquals("compilation failed: error @2:4-2:14: the function derivative" + end, refused(VALUES + "\n|> derivative(unit: 1s)"));
        assertEquals("compilation failed: error @2:65-2:75: the function math.round" + end, refused("import \"math\"\nfrom(bucket: \"gemello\") |> range(start: 0) |> filter(fn: (r) => math.round(x: r._value) == 1.0)"));
        assertEquals("compilation failed: error @1:1-1:5: undefined identifier fron", refused("fron(bucket: \"gemello\")"));
        assertEquals("compilation failed: error @1:27-1:27: expected RPAREN, got EOF", refused("from(bucket: \"gemello\"    "));
        assertTrue(refused(FROM + "|> limit(n: 1, m: 2)").contains("unexpected argument m"));
    }

    @Test
    void tooMuchIsRefusedWithTheLimit() throws Exception {
        for (int i = 0; i < 200; i++) {
            site.store(new Reading(site.point("inlet", "rack-1", "temperature"), i, i, 0));
        }
        Response answer = ask("from(bucket: \"gemello\") |> range(start: 0)");
        assertEquals(422, answer.status());
        assertTrue(text(answer).contains("more than 100 rows"), text(answer));
        assertEquals(422, ask(FROM + "|> aggregateWindow(every: 1s, fn: mean)").status());
    }

    @Test
    void noScriptTakesTheMachine() throws Exception {
        assertTrue(refused("x0 = \"0123456789\"\n" + IntStream.range(0, 40).mapToObj(i -> "x" + (i + 1) + " = x" + i + " + x" + i).collect(Collectors.joining("\n"))).contains("more than 1048576 characters"));
        assertTrue(refused("f0 = (x) => x\n" + IntStream.range(0, 40).mapToObj(i -> "f" + (i + 1) + " = (x) => f" + i + "(x: x) + f" + i + "(x: x)").collect(Collectors.joining("\n")) + "\nx = f40(x: 1)").contains("too many steps"));
        assertTrue(refused("x = " + "1 + ".repeat(100_000) + "1").contains("nested too deeply"));
        assertTrue(refused("x = " + "(".repeat(10_000)).contains("nested too deeply"));
        assertTrue(refused("f = (x) => f(x: x)\ny = f(x: 1)").contains("undefined identifier f"));
    }

    @Test
    void whoMayNotReadSeesNothing() throws Exception {
        Asked question = Asked.of("POST", "/api/v2/query", Map.of("Content-Type", "application/vnd.flux"), FROM);
        assertEquals("\r\n", new String((byte[]) question.by("stranger").answer(gateway).body(), StandardCharsets.UTF_8));
    }
}
