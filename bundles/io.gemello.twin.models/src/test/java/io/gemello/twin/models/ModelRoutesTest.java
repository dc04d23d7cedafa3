package io.gemello.twin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.twin.Twins;
import io.gemello.testkit.Until;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked over HTTP, by somebody who may not read everything. */
class ModelRoutesTest {
    @TempDir
    Path folder;
    private final Map<String, String> things = new TreeMap<>(Map.of("org.hall:open", "{\"thingId\": \"org.hall:open\", \"definition\": \"x:Rack:1\", \"attributes\": {\"serial\": 5, \"locatedIn\": \"secret\"}}",
        "org.hall:secret", "{\"thingId\": \"org.hall:secret\", \"definition\": \"x:Rack:1\", \"attributes\": {\"serial\": 6}}"));
    private final Twins twins = new Twins() {
        @Override
        public List<String> ids() {
            return List.copyOf(things.keySet());
        }

        @Override
        public String json(String thingId) {
            return things.get(thingId);
        }
    };
    private final Access access = new Access() {
        @Override
        public boolean mayRead(Subject who, String thingId) {
            return !thingId.endsWith("secret");
        }

        @Override
        public boolean mayWrite(Subject who, String thingId) {
            return false;
        }
    };
    private volatile Access decides = access;
    private final ModelShelf shelf = new ModelShelf(() -> twins, 100);
    private final List<Route> routes = Stream.concat(Stream.of(new ExportRoute(shelf, () -> twins, () -> decides).route()), new ModelRoutes(shelf, () -> decides).all().stream()).toList();

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(folder.resolve("models"));
        Files.writeString(folder.resolve("models/rack.json"), Models.dtdl("dtmi:x:Rack;1", "\"contents\": [{\"@type\": \"Property\", \"name\": \"serial\", \"schema\": \"string\"}]"));
        shelf.start();
        shelf.applied(new Hall(folder, Map.of()));
        Until.holds("both are looked at", () -> shelf.report().misfits() == 2);
    }

    @AfterEach
    void end() {
        shelf.close();
    }

    private Object get(String path, Request request) throws Exception {
        Response response = routes.stream().filter(route -> route.path().equals(ModelRoutes.PATH + path)).findFirst().orElseThrow().handler().handle(request);
        if (response.body() instanceof Response.Stream stream) {
            try (var in = stream.bytes()) {
                byte[] bytes = in.readAllBytes();
                assertEquals(stream.length(), bytes.length);
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return response.body() instanceof Response.Json json ? json.value() : new String((byte[]) response.body(), StandardCharsets.UTF_8);
    }

    private int refusal(String path, Request request) {
        return assertThrows(HttpProblem.class, () -> get(path, request)).status();
    }

    private static List<?> findings(Object report) {
        return (List<?>) ((Map<?, ?>) report).get("findings");
    }

    @Test
    void theReportTellsNothingOfThingsThatTheCallerMayNotRead() throws Exception {
        List<?> told = findings(get("/report", Asked.of("", "weight", "misfit")));
        assertEquals(1, told.size());
        assertEquals("org.hall:open", ((Map<?, ?>) told.get(0)).get("thing"));
        assertEquals(1, findings(get("/report", Asked.of("", "thing", "org.hall:open"))).size());
        assertEquals(404, refusal("/report", Asked.of("", "thing", "org.hall:secret")));
        assertEquals(404, refusal("/report", Asked.of("", "thing", "org.hall:none")));
        assertEquals(400, refusal("/report", Asked.of("", "limit", "many")));
        assertEquals(400, refusal("/report", Asked.of("", "weight", "misfits")));
        assertEquals(404, refusal("/report", Asked.of("", "model", "x:Row:1")));
        assertEquals(1, findings(get("/report", Asked.of("", "model", "x:Rack:1", "weight", "misfit"))).size(), "by name");
        assertEquals(1, findings(get("/report", Asked.of("", "model", "dtmi:x:Rack;1", "weight", "misfit"))).size(), "by id");
        decides = null;
        assertEquals(503, refusal("/report", Asked.of("")));
    }

    @Test
    void modelsAreFoundByIdAndByName() throws Exception {
        assertTrue(get("", Asked.of("")).toString().contains("names=[x:Rack:1]"));
        assertTrue(get("/{model}", Asked.of("x:Rack:1")).toString().contains("name=serial"));
        assertEquals(404, refusal("/{model}", Asked.of("x:Row:1")));
        assertTrue(get("/files/{file}", Asked.of("rack.json")).toString().contains("dtmi:x:Rack;1"));
        assertEquals(404, refusal("/files/{file}", Asked.of("../site.properties")));
    }

    @Test
    void theExportHoldsWhatTheCallerMayRead() throws Exception {
        String lines = get("/export", Asked.of("", "format", "ndjson", "version", "3")).toString();
        assertTrue(lines.contains("\"$dtId\":\"org.hall:open\"") && lines.contains("dtmi:org:hall:asset:Rack;3"), lines);
        assertEquals(-1, lines.indexOf("secret"), lines);
        assertTrue(get("/export", Asked.of("", "format", "explorer")).toString().startsWith("{\"digitalTwinsFileInfo\":{\"fileVersion\":\"1.0.0\"},\"digitalTwinsGraph\":{\"digitalTwins\":[{"));
        assertTrue(get("/export", Asked.of("")).toString().startsWith("PK"));
        assertEquals(400, refusal("/export", Asked.of("", "format", "xml")));
        assertEquals(400, refusal("/export", Asked.of("", "version", "0")));
        decides = null;
        assertEquals(503, refusal("/export", Asked.of("")));
    }
}
