package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.catalogue.Site;
import io.gemello.api.http.Response;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.mapping.Heirs;
import io.gemello.bim.mapping.Mapper;
import io.gemello.bim.mapping.Mapping;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import io.gemello.bim.register.Register;
import io.gemello.bim.register.RegisterMatch;
import io.gemello.bim.register.RegisterRow;
import io.gemello.bim.register.RegisterSettings;
import io.gemello.bim.register.RegisteredAssets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A register is a second source of assets: it says which element an asset is, and what the site does not have yet. */
class RegisterMappingTest {
    private static final String SENSOR = "0000000000000000000004";
    private static final String SPACE = "0000000000000000000003";
    private static final String STRANGER = "3333333333333333333333";
    @TempDir
    Path folder;
    private final Hall hall = new Hall(Path.of("/nowhere"));
    private IfcModel model;

    @BeforeEach
    void read() throws IOException {
        model = IfcModel.open(Files.writeString(folder.resolve("m.ifc"), ModelShelfTest.room(), StandardCharsets.ISO_8859_1));
    }

    @AfterEach
    void close() throws IOException {
        model.close();
    }

    private static RegisterRow row(int line, String id, String in, String guid, String tag) {
        return new RegisterRow("", line, id, id, "sensor", in, guid, tag, Map.of("serialNumber", "S" + line));
    }

    private Mapping map(RegisterRow... rows) throws IOException {
        return Mapper.map(hall, model, List.of(), Map.of(), Heirs.NONE, List.of(new Register("r.csv", List.of(rows), List.of())));
    }

    private static List<Status> statuses(Mapping mapping) {
        return mapping.registers().stream().map(RegisterMatch::status).toList();
    }

    @Test
    void rowsAreFoundByGlobalIdThenTagThenName() throws IOException {
        Mapping mapping = map(row(2, "one", "", SENSOR, "no such"), row(3, "r1", "", "", ""), row(4, "other", "", STRANGER, "tag-1"), row(5, "*", "", "", "*"));
        assertEquals(List.of(Status.MATCHED, Status.MATCHED, Status.DANGLING, Status.UNMATCHED), statuses(mapping));
        assertEquals(List.of("ifcGuid", "name", "ifcGuid"), mapping.registers().stream().limit(3).map(RegisterMatch::by).toList());
        assertEquals(SPACE, mapping.registers().get(1).ifcGuid());
        assertEquals("tag", map(row(2, "x", "", "", "TAG-1")).registers().get(0).by());
    }

    /** Two rows that lead to one element: one of them must be wrong, and nobody can tell which. */
    @Test
    void noElementIsTwoRows() throws IOException {
        Mapping mapping = map(row(2, "one", "", SENSOR, ""), row(3, "two", "", "", "tag-1"));
        assertEquals(List.of(Status.MATCHED, Status.AMBIGUOUS), statuses(mapping));
        assertEquals("r.csv line 2 leads to the same element", mapping.registers().get(1).detail());
        assertEquals(List.of(SENSOR), mapping.registers().get(1).candidates());
    }

    @Test
    void anAssetHasTheElementOfItsRowUnlessItsOwnColumnSaysOtherwise() throws IOException {
        hall.asset("one", null).asset("r2", SPACE);
        Mapping mapping = map(row(2, "ONE", "", "", "tag-1"), row(3, "r2", "", STRANGER, ""));
        assertEquals(Map.of("one", SENSOR, "r2", SPACE), mapping.assets());
        MappingRow one = mapping.rows().get(0);
        assertEquals("register r.csv", one.by());
        assertTrue(one.detail().startsWith("line 2: "), one.detail());
        hall.asset("three", null);
        MappingRow dangling = map(row(2, "three", "", STRANGER, "")).rows().get(2);
        assertEquals(List.of(Status.DANGLING, STRANGER), List.of(dangling.status(), dangling.ifcGuid()));
        MappingRow torn = map(row(2, "three", "", SENSOR, ""), row(3, "three", "", SPACE, "")).rows().get(2);
        assertEquals(List.of(Status.AMBIGUOUS, List.of(SENSOR, SPACE)), List.of(torn.status(), torn.candidates()));
    }

    @Test
    void whatTheSiteDoesNotHaveBecomesRowsForIt() throws IOException {
        hall.asset("one", null);
        Mapping mapping = map(row(2, "Room 1/2", "one", "", ""), row(3, "one", "", "", ""), row(4, "Fan", "Room 1/2", SENSOR, ""), row(5, "Room 1:2", "nowhere", STRANGER, ""), row(6, "Fan", "", "", "x"));
        List<Map<String, Object>> rows = RegisteredAssets.of(mapping.registers(), hall);
        assertEquals(List.of("Room-1-2", "Fan", "Room-1:2", "Fan-2"), rows.stream().map(row -> row.get("asset")).toList());
        List<Object> places = new ArrayList<>();
        rows.forEach(row -> places.add(row.get("locatedIn") == null ? "" : row.get("locatedIn")));
        assertEquals(List.of("one", "Room-1-2", "", ""), places);
        assertEquals(SENSOR, rows.get(1).get("ifcGuid"));
        assertEquals(null, rows.get(2).get("ifcGuid"), "an element that the model does not have is not taken over");
        assertEquals("S4", rows.get(1).get("serialNumber"));
    }

    @Test
    void aChangedRegisterIsReadAndAnUnchangedOneIsNot() throws IOException {
        List<List<Register>> told = new ArrayList<>();
        RegisterShelf shelf = new RegisterShelf(told::add);
        Site site = new Site("test", "org.test", ZoneOffset.UTC, folder, Map.of());
        shelf.look(site);
        assertEquals(0, told.size(), "a site without registers has nothing to say");
        shelf.wanted(List.of(new RegisterSettings("r.csv", "", Map.of("id", "a"))));
        shelf.look(site);
        assertEquals(List.of("there is no such file in the site's folder"), told.get(0).get(0).faults());
        Files.writeString(folder.resolve("r.csv"), "a\n1\n");
        shelf.look(site);
        shelf.look(site);
        assertEquals(List.of(1, 2), List.of(told.get(1).get(0).rows().size(), told.size()));
        shelf.wanted(List.of());
        shelf.look(site);
        assertEquals(List.of(), told.get(2));
    }

    @Test
    void theReportHasCountsFiltersAndATable() throws IOException {
        hall.asset("one", null);
        Mapping mapping = map(row(2, "one", "", SENSOR, ""), row(3, "two", "", STRANGER, ""));
        RegisterEndpoint endpoint = new RegisterEndpoint(() -> List.of(new Register("r.csv", List.of(), List.of("line 9: broken"))), mapping::registers, () -> hall);
        JsonNode all = new ObjectMapper().readTree(text(endpoint, "status=dangling"));
        assertEquals("{\"matched\":1,\"ambiguous\":0,\"unmatched\":0,\"dangling\":1,\"not in the site\":1}", all.get("counts").toString());
        assertEquals(List.of("two"), all.get("rows").findValuesAsText("id"));
        assertEquals("line 9: broken", all.at("/registers/0/faults/0").asText());
        String table = text(endpoint, "propose=assets");
        assertTrue(table.startsWith("asset,type,name,locatedIn,partOf,feeds,ifcGuid,") && table.contains("\"two\",\"sensor\"") && !table.contains("\"one\""), table);
    }

    private static String text(RegisterEndpoint endpoint, String query) throws IOException {
        Object body = endpoint.list(AskedFor.list(query)).body();
        return body instanceof Response.Json json ? new ObjectMapper().writeValueAsString(json.value()) : new String((byte[]) body, StandardCharsets.UTF_8);
    }
}
