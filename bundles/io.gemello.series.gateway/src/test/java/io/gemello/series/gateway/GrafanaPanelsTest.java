package io.gemello.series.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Response;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every query of the dashboards in docs/grafana, as Grafana sends it, finds something in the data hall. */
class GrafanaPanelsTest {
    private static final Path GRAFANA = Path.of("../../docs/grafana");
    private static final Path POINTS = Path.of("../../runtime-config/sites/datahall/points.csv");
    private static final long SECOND = 1_000_000_000L;
    private static final long NOW = 1_700_000_000L * SECOND;
    private static final long MINUTES = 30;
    private static final ObjectMapper JSON = new ObjectMapper();
    private final StoredSite site = new StoredSite();
    private final Gateway gateway = new Gateway("0", Settings.of(Gateway.Config.class, Map.of()), new FakeIntake(), site, site, new FakeClock(NOW));

    @BeforeEach
    void hall() throws Exception {
        Point hot = null;
        for (String line : Files.readAllLines(POINTS).stream().skip(1).toList()) {
            String[] cells = line.split(",", 5);
            Point point = site.point(cells[0], cells[1], cells[3]);
            hot = cells[0].contains("-inlet-") ? point : hot;
            for (long minute = 0; minute < MINUTES; minute++) {
                site.store(new Reading(point, NOW - minute * 60 * SECOND, 20 + minute, minute == 9 ? Quality.of(Quality.RANGE) : 0));
            }
        }
        gateway.bindStore(site);
        gateway.applied(site.catalogue());
        gateway.standing(List.of(new Alert("inlet-temperature@" + hot.id(), "inlet-temperature", hot, AlertState.UNACKNOWLEDGED, true, "hi", Priority.HIGH, "it is \"hot\"", 28.5, NOW - 90 * 86_400 * SECOND, NOW - 90 * 86_400 * SECOND, 0)));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    /** As Grafana does before it sends them. */
    private static String filled(String query) {
        return query.replace("$timeFilter", "time >= " + (NOW / 1_000_000 - MINUTES * 60_000) + "ms and time <= " + NOW / 1_000_000 + "ms").replace("$__interval", "1m").replace("$rack", "(rack-1-01|rack-2-01)");
    }

    private JsonNode asked(String query) throws Exception {
        String sent = filled(query);
        assertTrue(!Pattern.compile("\\$[a-z_]").matcher(sent).find(), sent);
        Response answer = Asked.of("POST", "/query?db=gemello&epoch=ms", Map.of("Content-Type", "application/x-www-form-urlencoded"), "q=" + URLEncoder.encode(sent, StandardCharsets.UTF_8)).answer(gateway);
        assertEquals(200, answer.status(), sent + String.valueOf(answer.body()));
        JsonNode result = JSON.readTree((byte[]) answer.body()).at("/results/0");
        assertTrue(result.path("series").size() > 0, sent + "\n" + result);
        return result.get("series");
    }

    private static List<JsonNode> dashboards() throws Exception {
        List<JsonNode> dashboards = new ArrayList<>();
        for (String name : List.of("hall", "alerts")) {
            dashboards.add(JSON.readTree(GRAFANA.resolve("dashboards/" + name + ".json").toFile()));
        }
        return dashboards;
    }

    @Test
    void everyPanelFindsSomething() throws Exception {
        int queries = 0;
        for (JsonNode dashboard : dashboards()) {
            for (JsonNode variable : dashboard.at("/templating/list")) {
                assertTrue(asked(variable.get("query").asText()).get(0).get("values").size() >= 40, "racks");
            }
            for (JsonNode panel : dashboard.get("panels")) {
                for (JsonNode target : panel.get("targets")) {
                    JsonNode series = asked(target.get("query").asText());
                    queries++;
                    if (target.has("alias")) {
                        // What the legend names must be there.
                        String tag = target.get("alias").asText().replace("$tag_", "");
                        assertTrue(tag.equals("$m") ? series.get(0).has("name") : series.get(0).path("tags").has(tag), panel.get("title") + " " + series.get(0));
                    }
                }
            }
        }
        assertTrue(queries >= 16, queries + " queries");
    }

    @Test
    void numbersLeaveBadReadingsOutAndAlertsAreTold() throws Exception {
        JsonNode panels = dashboards().get(0).get("panels");
        assertEquals(28, asked(panels.get(0).at("/targets/0/query").asText()).at("/0/values/0/1").asInt(), "the highest of the last ten minutes, 29, is bad");
        JsonNode table = asked(dashboards().get(1).get("panels").get(3).at("/targets/0/query").asText());
        assertEquals("{\"asset\":\"" + table.at("/0/tags/asset").asText() + "\",\"priority\":\"high\",\"rule\":\"inlet-temperature\"}", table.at("/0/tags").toString());
        assertEquals("[\"unacknowledged\",\"hi\",\"it is \\\"hot\\\"\",28.5]", JSON.createArrayNode().addAll(rest(table.at("/0/values/0"))).toString());
        gateway.changed(List.of());
        gateway.standing(List.of());
        assertTrue(JSON.readTree((byte[]) Asked.of("GET", "/query?db=gemello&q=SHOW+FIELD+KEYS+FROM+alerts", "").answer(gateway).body()).at("/results/0/series").isMissingNode());
    }

    private static List<JsonNode> rest(JsonNode row) {
        List<JsonNode> rest = new ArrayList<>();
        row.forEach(rest::add);
        return rest.subList(1, rest.size());
    }

    @Test
    void theFilesFitOneAnother() throws Exception {
        String source = Files.readString(GRAFANA.resolve("provisioning/datasources/gemello.yaml"));
        assertTrue(Pattern.compile("(?m)^    uid: gemello$").matcher(source).find() && source.contains("dbName: gemello") && source.contains("Token ${GEMELLO_TOKEN}"), source);
        for (JsonNode dashboard : dashboards()) {
            dashboard.findValues("datasource").forEach(one -> assertEquals("{\"type\":\"influxdb\",\"uid\":\"gemello\"}", one.toString()));
        }
    }
}
