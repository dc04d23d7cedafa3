package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the graphs do in Revit, against a stand-in that refuses what Revit refuses. Revit itself does not run here. */
class RevitRunTest {
    private static final String INLET = Shown.INLET.guid().toString();
    private static final String DOOR = Shown.DOOR.guid().toString();
    private static final String STATE = LiveParameters.alertState("house").guid().toString();
    @TempDir
    Path folder;
    private final SnapshotBook book = new SnapshotBook("r");
    private RevitRun revit;

    @BeforeEach
    void open() {
        revit = new RevitRun(folder);
    }

    private static Map<String, Object> all() {
        return Map.of(INLET, Map.of("name", "DT_Inlet", "storage", "Double"), DOOR, Map.of("name", "DT_Door", "storage", "String"), STATE, Map.of("name", "DT_AlertState", "storage", "String"));
    }

    private static List<String> calls(JsonNode run) {
        List<String> calls = new ArrayList<>();
        run.get("calls").forEach(call -> calls.add(call.asText()));
        return calls;
    }

    @Test
    void appliesInOneTransactionWhatDiffersAndNothingTheSecondTime() throws Exception {
        revit.element(Shown.IDS[0][0], Map.of("parameters", all())).element(Shown.IDS[1][0], Map.of("parameters", all()));
        Snapshot first = book.take(new Shown().element("critical", 35.5, "open", null).element("ok", 22, "closed", null).at(1));
        revit.run("apply.dyn", first, Map.of()).run("apply.dyn", first, Map.of());
        Snapshot second = book.take(new Shown().element("ok", 27, "open", null).element("critical", 22, "closed", null).at(2));
        revit.run("apply.dyn", second, Map.of());
        List<JsonNode> runs = revit.go();

        assertEquals("elements found", runs.get(0).at("/out/0").asText().substring(2, 16));
        assertEquals(1, runs.get(0).get("transactions").asInt());
        assertEquals(35.5, runs.get(0).at("/values/DT_Inlet of " + Shown.IDS[0][0]).asDouble(), "a plain number keeps the site's unit");
        assertEquals("open", runs.get(0).at("/values/DT_Door of " + Shown.IDS[0][0]).asText());
        assertEquals("critical", runs.get(0).at("/values/DT_AlertState of " + Shown.IDS[0][0]).asText());
        assertEquals("{\"DT Alerts: " + Shown.IDS[0][0] + "\":\"" + Shown.HOT + "\"}", runs.get(0).get("colours").toString(), "what is normal has no colour");

        assertEquals(List.of(), calls(runs.get(1)));
        assertEquals(0, runs.get(1).get("transactions").asInt());

        assertEquals(List.of("set DT_Inlet", "set DT_AlertState", "colour 100", "set DT_AlertState", "colour 101", "commit"), calls(runs.get(2)));
        assertEquals("{\"DT Alerts: " + Shown.IDS[0][0] + "\":null,\"DT Alerts: " + Shown.IDS[1][0] + "\":\"" + Shown.HOT + "\"}", runs.get(2).get("colours").toString());
    }

    @Test
    void whoIsNoLongerInTheSiteLosesItsColourButNotThatOfAPerson() throws Exception {
        for (String[] ids : Shown.IDS) {
            revit.element(ids[0], Map.of());
        }
        Map<String, Object> ramp = Map.of("scheme", "inlet");
        revit.run("apply.dyn", book.take(new Shown().element("ok", 30, "open", "#112233").element("ok", 30, "open", "#112233").element("ok", 30, "open", "#112233").at(1)), ramp);
        revit.run("apply.dyn", book.take(new Shown().element("ok", 30, "open", "#112244").at(2)), ramp).painted("DT Alerts", Shown.IDS[2][0], 1, 2, 3);
        JsonNode colours = revit.go().get(1).get("colours");
        assertEquals("#112244", colours.get("DT Alerts: " + Shown.IDS[0][0]).asText());
        assertTrue(colours.get("DT Alerts: " + Shown.IDS[1][0]).isNull());
        assertEquals("#010203 not solid", colours.get("DT Alerts: " + Shown.IDS[2][0]).asText());
    }

    @Test
    void whatWasColouredIsNotForgottenWhileTheViewTakesNoColours() throws Exception {
        revit.element(Shown.IDS[0][0], Map.of()).element(Shown.IDS[1][0], Map.of());
        Map<String, Object> here = Map.of("scheme", "inlet", "view", "");
        Snapshot both = book.take(new Shown().element("ok", 30, "open", "#112233").element("ok", 30, "open", "#112233").at(1));
        revit.run("apply.dyn", both, here).run("apply.dyn", both, here).allowed(false).run("apply.dyn", book.take(new Shown().element("ok", 30, "open", "#112233").at(2)), here).allowed(true);
        List<JsonNode> runs = revit.go();
        assertEquals(2, runs.get(1).get("colours").size());
        assertTrue(runs.get(2).get("colours").get("Plan: " + Shown.IDS[1][0]).isNull());
    }

    @Test
    void resetTakesOurColoursAndNoOthers() throws Exception {
        for (String[] ids : Shown.IDS) {
            revit.element(ids[0], Map.of());
        }
        Snapshot now = book.take(new Shown().element("critical", 30, "open", null).element("critical", 30, "open", null).element("critical", 30, "open", null).at(1));
        revit.run("apply.dyn", now, Map.of()).run("reset.dyn", now, Map.of()).painted("DT Alerts", Shown.IDS[2][0], 1, 2, 3).run("reset.dyn", now, Map.of());
        List<JsonNode> runs = revit.go();
        assertEquals("2 colours taken away", runs.get(1).at("/out/0").asText());
        assertEquals(1, runs.get(1).get("transactions").asInt());
        assertEquals("#010203 not solid", runs.get(1).get("colours").get("DT Alerts: " + Shown.IDS[2][0]).asText());
        assertEquals("0 colours taken away", runs.get(2).at("/out/0").asText());
        assertEquals(List.of(), calls(runs.get(2)));
    }

    @Test
    void whatIsStaleIsClearedAndWhatCannotBeIsSaid() throws Exception {
        Map<String, Object> old = Map.of(INLET, Map.of("name", "DT_Inlet", "storage", "Double", "hide", false));
        revit.element(Shown.IDS[0][0], Map.of("parameters", all())).element(Shown.IDS[1][0], Map.of("parameters", old));
        revit.run("apply.dyn", book.take(new Shown().element("ok", 30, "open", null).element("ok", 30, "open", null).at(1)), Map.of());
        revit.run("apply.dyn", book.take(new Shown().element("stale", 30, "open", null, PointState.State.STALE, Quality.GOOD)
            .element("stale", 30, "open", null, PointState.State.STALE, Quality.GOOD).at(2)), Map.of());
        JsonNode run = revit.go().get(1);
        assertTrue(run.get("values").get("DT_Inlet of " + Shown.IDS[0][0]).isNull());
        assertTrue(run.get("out").toString().contains("parameters cleared refused by Revit, The parameter does not have HideWhenNoValue (1): DT_Inlet of " + Shown.IDS[1][1]));
        assertTrue(run.at("/out/0").asText().contains("1 parameters set, 1 parameters cleared"), run.at("/out/0").asText());
    }

    @Test
    void elementsAreFoundByTheGlobalIdThatRevitKeepsOrWouldGive() throws Exception {
        // The first was given a GlobalId of its own, and another element has the UniqueId that ours is taken for.
        revit.element("aaaaaaaa-0000-0000-0000-000000000000-00000001", Map.of("ifcGuid", Shown.IDS[0][1], "parameters", all()))
            .element(Shown.IDS[0][0], Map.of("ifcGuid", "3333333333333333333333", "parameters", all())).element(Shown.IDS[1][0], Map.of("parameters", all()));
        revit.run("apply.dyn", book.take(new Shown().element("critical", 30, "open", null).at(1)), Map.of());
        revit.run("apply.dyn", book.take(new Shown().withoutUniqueIds().element("critical", 30, "open", null).element("critical", 31, "open", null).element("ok", 3, "open", null).at(2)), Map.of());
        List<JsonNode> runs = revit.go();
        assertEquals(30, runs.get(0).get("values").get("DT_Inlet of aaaaaaaa-0000-0000-0000-000000000000-00000001").asInt());
        assertTrue(runs.get(0).get("values").get("DT_Inlet of " + Shown.IDS[0][0]).isNull());
        assertEquals(31, runs.get(1).get("values").get("DT_Inlet of " + Shown.IDS[1][0]).asInt(), "by the GlobalId that its UniqueId makes");
        assertTrue(runs.get(1).get("out").toString().contains("elements that are not in this model (1): " + Shown.IDS[2][1]));
    }

    @Test
    void aParameterWithAUnitIsConvertedOrLeftAlone() throws Exception {
        Map<String, Object> warm = Map.of(INLET, Map.of("name", "DT_Inlet", "storage", "Double", "spec", "spec:hvac:temperature"));
        Map<String, Object> length = Map.of(INLET, Map.of("name", "DT_Inlet", "storage", "Double", "spec", "spec:length"), DOOR, Map.of("name", "DT_Door", "storage", "Double"));
        Map<String, Object> closed = Map.of(INLET, Map.of("name", "DT_Inlet", "storage", "Double", "read_only", true));
        revit.element(Shown.IDS[0][0], Map.of("parameters", warm)).element(Shown.IDS[1][0], Map.of("parameters", length)).element(Shown.IDS[2][0], Map.of("parameters", closed));
        Snapshot now = book.take(new Shown().element("ok", 20, "open", null).element("ok", 20, "open", null).element("ok", 20, "open", null).at(1));
        JsonNode run = revit.run("apply.dyn", now, Map.of()).go().get(0);
        assertEquals(293.15, run.get("values").get("DT_Inlet of " + Shown.IDS[0][0]).asDouble(), 1e-9);
        assertTrue(run.get("values").get("DT_Inlet of " + Shown.IDS[1][0]).isNull());
        String out = run.get("out").toString();
        assertTrue(out.contains("parameters of another unit than Cel (1): DT_Inlet of " + Shown.IDS[1][1]), out);
        assertTrue(out.contains("parameters of another kind than TEXT (1): DT_Door of " + Shown.IDS[1][1]), out);
        assertTrue(out.contains("parameters that are read-only (1): DT_Inlet of " + Shown.IDS[2][1]), out);
        assertTrue(out.contains("parameters that are missing at elements (5)"), out);
    }

    @Test
    void whatDoesNotFitIntoARunComesInTheNext() throws Exception {
        for (String[] ids : Shown.IDS) {
            revit.element(ids[0], Map.of());
        }
        Snapshot now = book.take(new Shown().element("critical", 30, "open", null).element("critical", 30, "open", null).element("critical", 30, "open", null).at(1));
        revit.run("apply.dyn", now, Map.of("most changes", 2.0)).run("apply.dyn", now, Map.of("most changes", 2.0));
        List<JsonNode> runs = revit.go();
        assertTrue(runs.get(0).at("/out/0").asText().endsWith("1 changes left for the next run"));
        assertEquals(2, runs.get(0).get("colours").size());
        assertEquals(List.of("colour 102", "commit"), calls(runs.get(1)));
    }

    @Test
    void whereRevitRefusesOneTheOthersAreDoneAllTheSame() throws Exception {
        revit.element(Shown.IDS[0][0], Map.of("paintable", false)).element(Shown.IDS[1][0], Map.of());
        Snapshot now = book.take(new Shown().element("critical", 30, "open", null).element("critical", 30, "open", null).at(1));
        JsonNode run = revit.run("apply.dyn", now, Map.of()).go().get(0);
        assertEquals(List.of("new view", "commit", "colour 101", "commit"), calls(run));
        assertEquals(1, run.get("transactions").asInt(), "one for all of it, so one step to undo");
        assertTrue(run.get("out").toString().contains("elements coloured refused by Revit, The element cannot be overridden (1): " + Shown.IDS[0][0]));
    }

    @Test
    void whatCannotBeBegunIsSaidInOneSentence() throws Exception {
        Snapshot now = book.take(new Shown().element("critical", 30, "open", null).at(1));
        revit.element(Shown.IDS[0][0], Map.of()).model("views3d", false).model("allowed", false);
        revit.run("apply.dyn", now, Map.of()).run("apply.dyn", now, Map.of("scheme", "moon")).run("apply.dyn", now, Map.of("source", folder.resolve("none").toString()))
            .run("apply.dyn", now, Map.of("source", "http://twin.example:8080")).run("apply.dyn", now, Map.of("source", "https://twin.example")).run("apply.dyn", now, Map.of("view", ""))
            .run("reset.dyn", now, Map.of());
        List<JsonNode> runs = revit.go();
        assertEquals("[\"Nothing was changed. There is no view 'DT Alerts', and no type of 3D views to make it of.\"]", runs.get(0).get("out").toString());
        assertEquals(List.of("roll back"), calls(runs.get(0)));
        assertEquals("[\"Nothing was changed. There is no way to colour called 'moon'; there are alert, inlet.\"]", runs.get(1).get("out").toString());
        assertTrue(runs.get(2).at("/out/0").asText().startsWith("Nothing was changed. There is no snapshot:"));
        assertTrue(runs.get(3).at("/out/0").asText().contains("not sent over a network without TLS"));
        assertTrue(runs.get(4).at("/out/0").asText().contains("Name the file that holds the token"));
        assertTrue(runs.get(5).get("out").toString().contains("views that cannot have colours of elements (1): Plan"));
        assertEquals("[\"Nothing was changed. There is no view 'DT Alerts'.\"]", runs.get(6).get("out").toString());
    }

    @Test
    void overHttpTheTokenComesFromItsFileAndGoesToNobodyElse() throws Exception {
        Snapshot now = book.take(new Shown().element("critical", 30, "open", null).at(1));
        new RevitPack("alert", "DT Alerts").write(folder.resolve("served"), now, "");
        byte[] snapshot = Files.readAllBytes(folder.resolve("served/snapshot.json"));
        List<String> asked = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("Authorization"));
            boolean elsewhere = exchange.getRequestURI().getPath().startsWith("/moved");
            if (elsewhere) {
                exchange.getResponseHeaders().add("Location", "http://localhost:" + server.getAddress().getPort() + "/bim/exports/dynamo/snapshot.json");
            }
            exchange.sendResponseHeaders(elsewhere ? 307 : 200, elsewhere ? -1 : snapshot.length);
            if (!elsewhere) {
                exchange.getResponseBody().write(snapshot);
            }
            exchange.close();
        });
        server.start();
        try {
            String here = "http://127.0.0.1:" + server.getAddress().getPort();
            Path token = Files.writeString(folder.resolve("token.txt"), "\uFEFFgem_secret\r\n", StandardCharsets.UTF_8);
            Map<String, Object> inputs = Map.of("source", here + "/", "token file", token.toString());
            revit.element(Shown.IDS[0][0], Map.of()).run("apply.dyn", now, inputs).run("apply.dyn", now, Map.of("source", here + "/moved", "token file", token.toString()));
            List<JsonNode> runs = revit.go();
            assertEquals("1 elements found", runs.get(0).at("/out/0").asText().split(",")[0]);
            assertTrue(runs.get(1).at("/out/0").asText().contains("sends on to"), runs.get(1).toString());
            assertEquals(List.of("/bim/exports/dynamo/snapshot.json Bearer gem_secret", "/moved/bim/exports/dynamo/snapshot.json Bearer gem_secret"), asked);
            assertFalse(runs.toString().contains("gem_secret"));
        } finally {
            server.stop(0);
        }
    }
}
