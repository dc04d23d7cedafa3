package io.gemello.export.dynamo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.bim.ExportFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the modeller gets: the files of one folder, and the same by HTTP. Any thread. */
final class RevitPack {
    static final String SNAPSHOT = "snapshot.json";
    static final String PARAMETERS = "shared-parameters.txt";
    static final String APPLY = "apply.dyn";
    static final String RESET = "reset.dyn";
    static final String README = "README.txt";
    private static final int CHANGES_AT_ONCE = 5_000;
    /** ASCII, so that a graph survives being copied through anything. */
    private final ObjectMapper json = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private final String scheme;
    private final String view;

    /**
     * @param scheme to colour by, where the graph's user says nothing else
     * @param view of Revit that is coloured, where he says nothing else
     */
    RevitPack(String scheme, String view) {
        this.scheme = scheme;
        this.view = view;
    }

    /** Writes what has changed. @param source what the graphs read where their user says nothing else: an address, or a folder */
    void write(Path folder, Snapshot now, String source) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(PARAMETERS, parameters(now, Reader.ALL));
        files.put(APPLY, apply(source));
        files.put(RESET, reset(source));
        files.put(README, text(README).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
        files.put(SNAPSHOT, json.writeValueAsBytes(SnapshotJson.of(now, -1, Reader.ALL)));
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            ExportFile.write(folder.resolve(file.getKey()), file.getValue());
        }
    }

    byte[] parameters(Snapshot now, Reader reader) {
        return SharedParameterFile.bytes(LiveParameters.of(now.all(), reader).values());
    }

    byte[] apply(String source) {
        DynamoGraph graph = from(source, "apply").text("scheme", scheme, "What the elements are coloured by: alert, or a metric's name, as GET /bim/schemes lists them")
            .text("view", view, "The view of Revit that is coloured; made where it is missing. Empty for the active one")
            .number("most changes", CHANGES_AT_ONCE, "How much is changed in one run; the rest waits for the next one");
        return bytes(graph.running("Gemello: apply", "Brings the twin's live parameters and colours into the open model.", text("gemello.py") + text("apply.py")));
    }

    byte[] reset(String source) {
        DynamoGraph graph = from(source, "reset").text("view", view, "The view of Revit whose colours are taken away. Empty for the active one");
        return bytes(graph.running("Gemello: reset", "Takes the twin's colours away again.", text("gemello.py") + text("reset.py")));
    }

    private static DynamoGraph from(String source, String name) {
        return new DynamoGraph(name).text("source", source, "Gemello's address (https://...), or the folder that it writes its files into")
            .text("token file", "", "A file of this machine that holds a token and nothing else; not needed for a folder");
    }

    private byte[] bytes(Map<String, Object> graph) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsBytes(graph);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String text(String resource) {
        try (InputStream in = RevitPack.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
