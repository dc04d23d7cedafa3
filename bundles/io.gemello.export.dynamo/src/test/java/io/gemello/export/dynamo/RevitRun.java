package io.gemello.export.dynamo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs the graphs' own Python with a stand-in for Revit, several times in one open model. */
final class RevitRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;
    private final Map<String, Object> scenario = new LinkedHashMap<>();
    private final List<Object> elements = new ArrayList<>();
    private final List<Map<String, Object>> runs = new ArrayList<>();

    RevitRun(Path folder) {
        this.folder = folder;
        scenario.put("elements", elements);
        scenario.put("runs", runs);
    }

    RevitRun model(String key, Object value) {
        scenario.put(key, value);
        return this;
    }

    /** @param more {@code parameters}: by GUID what the stand-in's Parameter takes; {@code ifcGuid}, {@code paintable} */
    RevitRun element(String uniqueId, Map<String, Object> more) {
        Map<String, Object> element = new LinkedHashMap<>(more);
        element.put("uniqueId", uniqueId);
        elements.add(element);
        return this;
    }

    /** Writes the files of a moment into a folder of their own, and runs a graph on them. @param inputs what a person has typed in, by the nodes' names */
    RevitRun run(String graph, Snapshot now, Map<String, Object> inputs) throws IOException {
        Path files = folder.resolve("run" + runs.size());
        new RevitPack("alert", "DT Alerts").write(files, now, files.toString());
        runs.add(new LinkedHashMap<>(Map.of("graph", files.resolve(graph).toString(), "inputs", inputs)));
        return this;
    }

    /** Before the last run a person has coloured an element. */
    RevitRun painted(String view, String uniqueId, int... rgb) {
        runs.get(runs.size() - 1).put("people", List.of(Map.of("view", view, "uniqueId", uniqueId, "rgb", rgb)));
        return this;
    }

    /** Whether the active view can have colours, from the last run on. */
    RevitRun allowed(boolean allowed) {
        runs.get(runs.size() - 1).put("allowed", allowed);
        return this;
    }

    /** What each run said, called and left. */
    List<JsonNode> go() throws IOException, InterruptedException {
        Path file = folder.resolve("scenario.json");
        JSON.writeValue(file.toFile(), scenario);
        Path said = folder.resolve("said");
        Path complaints = folder.resolve("complaints");
        ProcessBuilder python = new ProcessBuilder("python3", Path.of("src/test/python/run.py").toAbsolutePath().toString(), file.toString()).redirectOutput(said.toFile()).redirectError(complaints.toFile());
        python.environment().put("LOCALAPPDATA", folder.resolve("profile").toString());
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = python.start();
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "python3 does not come to an end");
        assertEquals("", Files.readString(complaints));
        List<JsonNode> all = new ArrayList<>();
        JSON.readTree(said.toFile()).forEach(all::add);
        return all;
    }
}
