package io.gemello.series.duckdb.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** How many values of a file are stored already, in {@code FILE.import} beside it. It counts only while the file is the same and goes to the same server. Where the folder cannot be written, an import begins anew: that too is right. */
final class ImportMark {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path path;
    private final Map<String, String> file;
    private boolean writable = true;

    ImportMark(Path imported, URI server) throws IOException {
        path = imported.resolveSibling(imported.getFileName() + ".import");
        file = Map.of("bytes", String.valueOf(Files.size(imported)), "modified", Files.getLastModifiedTime(imported).toString(), "server", server.getHost());
    }

    /** 0 for a file of which nothing is stored yet. */
    long rows() throws IOException {
        if (!Files.exists(path)) {
            return 0;
        }
        JsonNode kept = JSON.readTree(path.toFile());
        return JSON.valueToTree(file).equals(kept.path("file")) ? kept.path("values").asLong() : 0;
    }

    void reached(long rows) {
        if (writable) {
            try {
                Path part = path.resolveSibling(path.getFileName() + ".part");
                Files.write(part, JSON.writeValueAsBytes(Map.of("file", file, "values", rows)));
                Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException no) {
                writable = false;
            }
        }
    }

    void done() throws IOException {
        Files.deleteIfExists(path);
    }
}
