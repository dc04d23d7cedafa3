package io.gemello.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.control.LoopFault;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A file of the site as it was found.
 *
 * @param bytes null where they are not to be had
 * @param trouble why; empty where they are
 */
record FoundFile(byte[] bytes, String trouble) {
    private static final long MAX_BYTES = 1L << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    FoundFile(byte[] bytes) {
        this(bytes, "");
    }

    /** The folder's {@code *.json} by name, in the order of names; none where there is no such folder. Names that begin with a dot are those of editors and systems. */
    static Map<String, FoundFile> all(Path folder) throws IOException {
        Map<String, FoundFile> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : (Iterable<Path>) list::iterator) {
                    String name = file.getFileName().toString();
                    if (name.endsWith(".json") && !name.startsWith(".")) {
                        files.put(name, read(file));
                    }
                }
            }
        }
        return files;
    }

    /** What stands in one file's way is no reason to leave out the others. */
    private static FoundFile read(Path file) {
        try {
            if (!Files.exists(file)) {
                return new FoundFile(null, "leads nowhere; take the link away, or put there what it is to lead to");
            }
            // A pipe would have to be waited for.
            if (!Files.isRegularFile(file)) {
                return new FoundFile(null, "is no file but " + (Files.isDirectory(file) ? "a folder" : "a pipe or a device") + "; take it away");
            }
            return Files.size(file) > MAX_BYTES ? new FoundFile(null, "is larger than 1 MiB; is it the right file?") : new FoundFile(Files.readAllBytes(file));
        } catch (AccessDeniedException closed) {
            return new FoundFile(null, "must not be read; give Gemello's user the right to");
        } catch (IOException broken) {
            return new FoundFile(null, "cannot be read: " + broken.getMessage());
        }
    }

    /** @throws LoopFault with the line in place of an option, where it is no JSON, or more of it than the parser takes */
    Object json() {
        if (bytes == null) {
            throw new LoopFault("", trouble);
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            try {
                return JSON.readValue(parser, Object.class);
            } catch (JsonProcessingException broken) {
                // What breaks a bound of the parser's own does not say where.
                var at = broken.getLocation() == null ? parser.currentLocation() : broken.getLocation();
                throw new LoopFault("line " + at.getLineNr() + ", column " + at.getColumnNr(), "no valid JSON: " + broken.getOriginalMessage().replaceAll(", from `[^`]*`", ""));
            }
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw broken instanceof LoopFault fault ? fault : new LoopFault("", "cannot be read: " + broken);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FoundFile file && Arrays.equals(bytes, file.bytes) && trouble.equals(file.trouble);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
