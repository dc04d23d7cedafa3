package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.Access;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.health.Health;
import io.gemello.api.http.Handler;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.bim.doctor.Doctor;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Revisions of a model, from the file to what is mapped and what a person says to it. */
class DoctorEndpointTest {
    private static final String A = "000000000000000000000A";
    private static final String B = "000000000000000000000B";
    private static final String C = "000000000000000000000C";
    private static final String NEW_A = "100000000000000000000A";
    private static final String NEW_B = "100000000000000000000B";
    private static final RackModel FIRST = new RackModel().rack(A, "Rack 1", "1001", 0).rack(B, "Rack 2", "1002", 1).rack(C, "Rack 3", "1003", 2);
    /** Rack 1 has another GlobalId, rack 2 is hardly to be known again, rack 3 is gone. */
    private static final RackModel SECOND = new RackModel().rack(NEW_A, "Rack 1", "1001", 0).rack(NEW_B, "B", "2002", 1.3);
    @TempDir
    Path folder;
    private Hall hall;
    private final List<String> trail = new ArrayList<>();
    private final List<SiteModel> models = new ArrayList<>();
    private String hidden = "none";
    /** The newest that the doctor has been told of. */
    private volatile BimSnapshot told = BimSnapshot.EMPTY;
    private SiteModel model;
    private LiveLoop loop;
    private Doctor doctor;
    private DoctorDesk desk;
    private DoctorEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        hall = new Hall(folder).asset("a", A).point("t-a", "a", "f", "Cel", null, null, null).asset("b", B).asset("c", C).point("t-c", "c", "f", "Cel", null, null, null);
        Access access = new Access() {
            @Override
            public boolean mayRead(Subject who, String thingId) {
                return !thingId.equals("org.test:" + hidden);
            }

            @Override
            public boolean mayWrite(Subject who, String thingId) {
                return false;
            }
        };
        Audit audit = (who, what, target, outcome) -> trail.add(who.name() + " " + what + " " + target);
        doctor = new Doctor(folder.resolve("doctor"), () -> "2026-01-01T00:00:00Z");
        loop = new LiveLoop(new FakeClock(5_000_000_000L), 1, snapshot -> {
            desk.planned(snapshot.plan());
            told = snapshot;
        });
        desk = new DoctorDesk(doctor, loop, () -> audit);
        endpoint = new DoctorEndpoint(doctor, desk, new ModelPreview(folder.resolve("doctor"), 1 << 20, () -> hall), loop, () -> model, () -> hall, new AssetGuard(() -> access, () -> hall), () -> audit);
        loop.start();
        loop.applied(hall);
    }

    @AfterEach
    void stop() throws IOException {
        loop.close();
        for (SiteModel one : models) {
            one.ifc().close();
        }
    }

    private void use(RackModel next, String revision) throws Exception {
        model = next.write(folder, revision);
        models.add(model);
        desk.model(model);
        settled();
    }

    private void settled() throws Exception {
        settled("");
    }

    /** Until everything that was told is in the snapshot, and the doctor knows. @param rules of bim.json, with single quotation marks */
    private void settled(String rules) throws Exception {
        List<String> mark = List.of("mark " + System.nanoTime());
        loop.settings(rules.isEmpty() ? BimSettings.DEFAULT : BimSettings.parse("{\"mapping\": " + rules.replace('\'', '"') + "}"), mark);
        Until.holds("the loop has taken everything", () -> told.faults().equals(mark));
    }

    private MappingRow row(String id) {
        return loop.snapshot().plan().mapping().stream().filter(row -> row.id().equals(id)).findFirst().orElseThrow();
    }

    private JsonNode json(Response answer) {
        assertEquals(200, answer.status());
        return new ObjectMapper().valueToTree(((Response.Json) answer.body()).value());
    }

    private List<String> cases(String query) {
        List<String> cases = new ArrayList<>();
        json(endpoint.list(AskedFor.list(query))).path("cases").forEach(one -> cases.add(one.path("ifcGuid").asText() + " " + one.path("state").asText()));
        return cases;
    }

    private void post(String verb, String guid, String element) throws Exception {
        Request request = new AskedFor(guid, "", Map.of(), element == null ? new byte[0] : ("{\"ifcGuid\": \"" + element + "\"}").getBytes(StandardCharsets.UTF_8));
        Response answer = route(verb).handle(request);
        assertEquals(204, answer.status());
    }

    private Handler route(String verb) {
        return endpoint.routes().stream().filter(route -> route.path().endsWith("/" + verb)).findFirst().orElseThrow().handler();
    }

    private void refused(int status, String verb, String guid, String element) {
        assertEquals(status, assertThrows(HttpProblem.class, () -> post(verb, guid, element)).status());
    }

    @Test
    void whatIsSureIsCarriedOverAndTheRestWaitsForAPerson() throws Exception {
        use(FIRST, "r0");
        assertEquals(List.of(), cases(""));
        use(SECOND, "r1");
        assertEquals(Status.MATCHED, row("a").status());
        assertEquals(NEW_A, row("a").ifcGuid());
        assertEquals("doctor", row("a").by());
        assertEquals(NEW_A, row("t-a").ifcGuid(), "a point goes with its asset");
        assertEquals(Status.DANGLING, row("b").status());
        assertEquals(Status.DANGLING, row("c").status());
        assertEquals(List.of(B + " open", C + " open"), cases("state=open").stream().sorted().toList());
        JsonNode b = json(endpoint.one(AskedFor.of(B)));
        assertEquals("[\"asset/b\"]", b.path("mapped").toString());
        assertEquals("Rack 2", b.path("was").path("name").asText());
        assertEquals(NEW_B, b.path("candidates").path(0).path("ifcGuid").asText());
        assertEquals("B", b.path("candidates").path(0).path("is").path("name").asText());
        assertTrue(b.path("candidates").path(0).path("reasons").toString().contains("0.30 m away"), b.toString());
        assertFalse(b.path("candidates").path(0).path("taken").asBoolean());
        assertTrue(json(endpoint.one(AskedFor.of(A))).path("candidates").path(0).path("taken").asBoolean());
        JsonNode seen = json(endpoint.overview(AskedFor.list("")));
        assertEquals("{\"open\":2,\"carried\":1,\"accepted\":0,\"retired\":0}", seen.path("cases").toString());
        assertEquals(1, seen.path("compared").path("carried").asInt());
        desk.look(hall.site());
        desk.look(hall.site());
        assertEquals(List.of("bim.doctor bim.doctor.carry " + A + " " + NEW_A), trail, "it is told once");
    }

    @Test
    void aPersonAcceptsRejectsRetiresAndUndoes() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        post("accept", B, NEW_B);
        assertEquals(NEW_B, row("b").ifcGuid());
        refused(409, "accept", B, NEW_B);
        post("retire", C, null);
        assertEquals(Status.UNMATCHED, row("c").status());
        assertNull(row("t-c").ifcGuid(), "its points are nowhere either");
        assertEquals(List.of(), cases("state=open"));
        post("undo", B, null);
        assertEquals(Status.DANGLING, row("b").status());
        post("reject", B, NEW_B);
        assertEquals(List.of(B + " open"), cases("state=open"));
        assertTrue(json(endpoint.one(AskedFor.of(B))).path("candidates").path(0).path("rejected").asBoolean());
        post("undo", B, null);
        refused(409, "undo", B, null);
        refused(404, "undo", NEW_B, null);
        refused(422, "accept", B, "3333333333333333333333");
        refused(422, "accept", B, null);
        assertEquals("There are open, carried, accepted, retired.", assertThrows(HttpProblem.class, () -> cases("state=opne")).description());
        assertEquals(List.of("ann bim.doctor.accept " + B + " " + NEW_B, "ann bim.doctor.retire " + C, "ann bim.doctor.undo " + B + " accepted " + NEW_B, "ann bim.doctor.reject " + B + " " + NEW_B,
            "ann bim.doctor.undo " + B + " rejected " + NEW_B), trail);
        hidden = "b";
        assertEquals(List.of(), cases("state=open"), "who may not read the asset does not see it");
        refused(404, "accept", B, NEW_B);
    }

    @Test
    void whatIsKnownSurvivesTheProcess() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        post("accept", B, NEW_B);
        Doctor next = new Doctor(folder.resolve("doctor"), () -> "2026-01-02T00:00:00Z");
        assertEquals(doctor.heirs(), next.heirs());
        assertEquals(List.copyOf(doctor.cases()), List.copyOf(next.cases()));
        assertEquals(Map.of(A, NEW_A), next.untold());
        assertEquals(doctor.heirs(), next.revised("r1", model.ifc()), "the same model is no news");
        assertEquals(1, folder.resolve("doctor").toFile().list((in, name) -> name.startsWith("elements-")).length);
    }

    /** Two revisions on, an element is followed from the first; where the model of before is back, it is itself again. */
    @Test
    void revisionsFollowEachOther() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        post("accept", B, NEW_B);
        use(new RackModel().rack("200000000000000000000A", "Rack 1", "1001", 0).rack("200000000000000000000B", "B", "2002", 1.3), "r2");
        assertEquals("200000000000000000000A", row("a").ifcGuid());
        assertEquals("200000000000000000000B", row("b").ifcGuid());
        assertEquals(List.of(C + " open"), cases("state=open"), "nobody has decided on it");
        use(FIRST, "r3");
        for (String id : List.of("a", "b", "c")) {
            assertEquals(hall.assets().get(id).ifcGuid(), row(id).ifcGuid());
            assertEquals("column", row(id).by());
        }
        assertEquals(List.of(), cases(""), "all is as it was");
        assertEquals(3, doctor.compared().same());
    }

    @Test
    void whatAPersonHasTakenBackIsNotCarriedOverAgain() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        post("undo", A, null);
        assertEquals(Status.DANGLING, row("a").status());
        use(SECOND.without(NEW_B), "r2");
        assertEquals(Status.DANGLING, row("a").status());
        assertTrue(cases("state=open").contains(A + " open"));
        assertEquals(NEW_A, json(endpoint.one(AskedFor.of(A))).path("candidates").path(0).path("ifcGuid").asText());
    }

    /** A GlobalId that is given to another thing is no identity: nothing is shown on it until a person has said so. */
    @Test
    void aGlobalIdOfAnotherThingIsAskedAbout() throws Exception {
        use(FIRST, "r0");
        use(FIRST.without(B).put(new RackModel.Rack("IFCFURNITURE", B, "Table", "77", 40)), "r1");
        assertEquals(Status.DANGLING, row("b").status());
        assertTrue(loop.snapshot().plan().elements().stream().noneMatch(element -> element.guid().equals(B)));
        assertEquals(List.of(B + " open"), cases("state=open"));
        use(FIRST.without(B).put(new RackModel.Rack("IFCFURNITURE", B, "Table", "77", 41)), "r2");
        assertEquals(List.of(B + " open"), cases("state=open"), "that it is the same as in the last revision says nothing");
        post("accept", B, B);
        assertEquals(B, row("b").ifcGuid());
        assertEquals(Status.MATCHED, row("b").status());
    }

    /** A rule that finds nothing any more has lost an element: renamed elements stay mapped, until the rule is another. */
    @Test
    void whatARuleFoundIsFollowed() throws Exception {
        hall.asset("by-name", null);
        String rules = "[{'rule': 'name', 'for': {'asset': 'by-*'}, 'element': {'name': 'rack 2'}}]";
        use(FIRST, "r0");
        settled(rules);
        assertEquals(B, row("by-name").ifcGuid());
        model = FIRST.without(B).rack(NEW_B, "Server 2", "1002", 1).write(folder, "r1");
        models.add(model);
        desk.model(model);
        settled(rules);
        assertEquals(NEW_B, row("by-name").ifcGuid());
        assertEquals("doctor", row("by-name").by());
        settled("[{'rule': 'name', 'for': {'asset': 'by-*'}, 'element': {'name': 'rack 9'}}]");
        assertEquals(Status.UNMATCHED, row("by-name").status());
    }

    /** Rules find nothing of an element that is gone; what they had found is known all the same when its end is taken back. */
    @Test
    void whatARuleFoundWaitsAgainWhenItsEndIsTakenBack() throws Exception {
        hall.asset("by-name", null);
        String rules = "[{'rule': 'name', 'for': {'asset': 'by-*'}, 'element': {'name': 'rack 3'}}]";
        use(FIRST, "r0");
        settled(rules);
        model = SECOND.write(folder, "r1");
        models.add(model);
        desk.model(model);
        settled(rules);
        post("retire", C, null);
        settled(rules);
        assertEquals(Status.UNMATCHED, row("by-name").status());
        post("undo", C, null);
        settled(rules);
        assertEquals(Status.DANGLING, row("by-name").status());
        assertEquals("[\"asset/c\",\"asset/by-name\"]", json(endpoint.one(AskedFor.of(C))).path("mapped").toString());
    }

    /** What is answered is of plain values: the server writes nothing else. */
    @Test
    void aModelCanBeTriedBeforeItIsPutInPlace() throws Exception {
        SECOND.write(folder, "next").ifc().close();
        Request early = new AskedFor("", "", Map.of("Content-Type", "application/json"), "{\"file\": \"next.ifc\"}".getBytes(StandardCharsets.UTF_8));
        assertEquals(409, assertThrows(HttpProblem.class, () -> route("preview").handle(early)).status());
        use(FIRST, "r0");
        for (Request request : List.of(new AskedFor("", "", Map.of("Content-Type", "application/json"), "{\"file\": \"next.ifc\"}".getBytes(StandardCharsets.UTF_8)),
            new AskedFor("", "", Map.of("Content-Type", "application/x-step"), Files.readAllBytes(folder.resolve("next.ifc"))))) {
            JsonNode said = json(route("preview").handle(request));
            assertEquals("{\"before\":\"r0\",\"time\":\"2026-01-01T00:00:00Z\",\"same\":0,\"carried\":1,\"asked\":2,\"added\":2}", said.path("compared").toString());
            assertEquals(3, said.path("cases").size());
            assertTrue(said.toString().contains("\"is\":{\"guid\":\"" + NEW_B + "\""), said.toString());
        }
        assertEquals(List.of(), cases(""), "nothing is kept");
        assertEquals(2, folder.resolve("doctor").toFile().list().length, "no copy is left behind");
        Files.writeString(folder.resolveSibling("outside.ifc"), "");
        for (String name : List.of("../outside.ifc", "missing.ifc", "", ".")) {
            Request request = new AskedFor("", "", Map.of("Content-Type", "application/json"), ("{\"file\": \"" + name + "\"}").getBytes(StandardCharsets.UTF_8));
            assertEquals(422, assertThrows(HttpProblem.class, () -> route("preview").handle(request)).status(), name);
        }
        Request broken = new AskedFor("", "", Map.of(), "no model".getBytes(StandardCharsets.UTF_8));
        assertTrue(assertThrows(HttpProblem.class, () -> route("preview").handle(broken)).getMessage().contains("cannot be read"));
    }

    @Test
    void aTableIsForSpreadsheets() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        String table = new String((byte[]) endpoint.list(new AskedFor("", "state=carried", Map.of("Accept", "text/csv"), new byte[0])).body(), StandardCharsets.UTF_8);
        assertEquals("ifcGuid,state,mapped,now,entity,name,tag,storey,candidate,score,reasons,author,time", table.lines().findFirst().orElseThrow());
        assertTrue(table.contains("\"" + A + "\",\"carried\",\"asset/a\",\"" + NEW_A + "\",\"IFCFURNITURE\",\"Rack 1\",\"1001\",\"Ground\""), table);
    }

    /** Whoever mends it loses the comparison, not what was decided. */
    @Test
    void aDamagedFileIsSaidAndCanBeTakenAway() throws Exception {
        use(FIRST, "r0");
        use(SECOND, "r1");
        post("accept", B, NEW_B);
        Path file = folder.resolve("doctor/elements-r1.json.gz");
        Files.writeString(file, "damaged");
        use(FIRST, "r2");
        assertTrue(doctor.trouble().contains(file.toString()), doctor.trouble());
        assertEquals(B, row("b").ifcGuid(), "the model is in use all the same");
        Files.delete(file);
        use(FIRST.without(C), "r3");
        assertNull(doctor.trouble());
        use(SECOND, "r4");
        assertEquals(NEW_B, row("b").ifcGuid());
        assertEquals(2, doctor.revisions());
    }

    @Test
    void healthWarnsWhileSomethingWaits() throws Exception {
        DoctorHealth health = new DoctorHealth(doctor, desk);
        DoctorHealth.Saying saying = (name, state, message, remedy) -> new Health(name, state, Instant.EPOCH, message, remedy);
        use(FIRST, "r0");
        assertEquals(Health.State.OK, health.check(saying).state());
        use(SECOND, "r1");
        assertEquals(Health.State.WARN, health.check(saying).state());
        assertTrue(health.check(saying).message().startsWith("2 mapped elements"));
        post("accept", B, NEW_B);
        post("retire", C, null);
        assertEquals(Health.State.OK, health.check(saying).state());
        assertEquals(2, doctor.decisions());
    }
}
