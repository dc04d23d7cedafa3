package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The form of a graph as Dynamo 2.x writes it. */
class DynamoGraphTest {
    private final RevitPack pack = new RevitPack("alert", "Übersicht");

    private byte[] graph(String name) {
        return name.equals("apply") ? pack.apply("https://twin.example") : pack.reset("https://twin.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "reset"})
    void itsNodesPortsAndConnectorsFitTogether(String name) throws IOException {
        byte[] bytes = graph(name);
        assertTrue(new String(bytes, "ISO-8859-1").chars().allMatch(c -> c < 128));
        assertArrayEquals(bytes, graph(name), "the same graph is the same file");
        JsonNode graph = new ObjectMapper().readTree(bytes);
        for (String key : List.of("Uuid", "IsCustomNode", "Description", "Name", "ElementResolver", "Inputs", "Outputs", "Nodes", "Connectors", "Dependencies", "NodeLibraryDependencies", "Thumbnail",
            "GraphDocumentationURL", "ExtensionWorkspaceData", "Author", "Linting", "Bindings", "View")) {
            assertTrue(graph.has(key), key);
        }
        Set<String> ids = new HashSet<>();
        Set<String> ends = new HashSet<>();
        Set<String> starts = new HashSet<>();
        Set<String> nodes = new HashSet<>();
        for (JsonNode node : graph.get("Nodes")) {
            nodes.add(id(node, ids));
            node.get("Inputs").forEach(port -> ends.add(id(port, ids)));
            node.get("Outputs").forEach(port -> starts.add(id(port, ids)));
        }
        Set<String> connected = new HashSet<>();
        for (JsonNode connector : graph.get("Connectors")) {
            id(connector, ids);
            assertTrue(starts.contains(connector.get("Start").asText()));
            assertTrue(connected.add(connector.get("End").asText()), "one wire for each input");
        }
        assertEquals(ends, connected, "no input is left open");
        assertEquals(nodes, all(graph.at("/View/NodeViews"), "Id"), "each node has its place");
        assertTrue(nodes.containsAll(all(graph.get("Inputs"), "Id")) && nodes.containsAll(all(graph.get("Outputs"), "Id")), "for Dynamo Player");
        assertEquals("Manual", graph.at("/View/Dynamo/RunType").asText());
        JsonNode code = StreamSupport.stream(graph.get("Nodes").spliterator(), false).filter(node -> node.get("NodeType").asText().equals("PythonScriptNode")).findFirst().orElseThrow();
        assertEquals("CPython3", code.get("Engine").asText());
        assertEquals("CPython3", code.get("EngineName").asText());
        assertFalse(code.get("Code").asText().contains("f\""), "no form that older engines do not read");
    }

    private static String id(JsonNode node, Set<String> ids) {
        String id = node.get("Id").asText();
        assertTrue(id.matches("[0-9a-f]{32}"), id);
        assertTrue(ids.add(id), "given twice: " + id);
        return id;
    }

    private static Set<String> all(JsonNode list, String key) {
        Set<String> found = new HashSet<>();
        list.forEach(one -> found.add(one.get(key).asText()));
        return found;
    }
}
