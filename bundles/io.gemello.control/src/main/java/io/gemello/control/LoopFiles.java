package io.gemello.control;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.control.LoopFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code site/loops/*.json}: {@code {"actuators": [ … ], "loops": [ … ]}} each. Finds every fault of the texts in one pass. */
final class LoopFiles {
    private static final long MAX_BYTES = 1L << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private LoopFiles() {}

    /** What could be read, and what could not. */
    record Read(List<ActuatorText> actuators, List<LoopText> loops, List<BookFault> faults) {}

    private interface Text<T> {
        T of(String file, String path, Object given);
    }

    /** The files' bytes by name, in the order of names; empty where there is no such folder. */
    static Map<String, byte[]> load(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : (Iterable<Path>) list.filter(path -> path.getFileName().toString().endsWith(".json"))::iterator) {
                    files.put(file.getFileName().toString(), Files.size(file) > MAX_BYTES ? new byte[0] : Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    static Read parse(Map<String, byte[]> files) {
        Read read = new Read(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        files.forEach((file, bytes) -> parse(file, bytes, read));
        Map<String, LoopText> byName = new HashMap<>();
        for (LoopText text : List.copyOf(read.loops)) {
            LoopText before = byName.putIfAbsent(text.name(), text);
            if (before != null) {
                read.loops.remove(text);
                read.faults.add(new BookFault(text.file(), text.path() + ".loop", "'" + text.name() + "' is the name of " + before.file() + " " + before.path() + " already; choose another"));
            }
        }
        return read;
    }

    private static void parse(String file, byte[] bytes, Read to) {
        try {
            if (!(JSON.readValue(bytes, Object.class) instanceof Map<?, ?> map) || map.keySet().stream().anyMatch(key -> !List.of("actuators", "loops", "comment").contains(key))) {
                throw new LoopFault("", "must be {\"actuators\": [ … ], \"loops\": [ … ]} and nothing else");
            }
            each(file, "actuators", map, ActuatorText::of, to.actuators, to.faults);
            each(file, "loops", map, LoopText::of, to.loops, to.faults);
        } catch (LoopFault fault) {
            to.faults.add(new BookFault(file, fault.option(), fault.getMessage()));
        } catch (JsonProcessingException broken) {
            to.faults.add(new BookFault(file, "line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr(), "no valid JSON, or larger than 1 MiB: " + broken.getOriginalMessage()));
        } catch (IOException broken) {
            to.faults.add(new BookFault(file, "", "cannot be read: " + broken.getMessage()));
        }
    }

    private static <T> void each(String file, String name, Map<?, ?> from, Text<T> text, List<T> to, List<BookFault> faults) {
        List<?> given = Words.list(from, name);
        for (int i = 0; i < given.size(); i++) {
            String path = name + "[" + i + "]";
            try {
                to.add(text.of(file, path, given.get(i)));
            } catch (LoopFault fault) {
                faults.add(new BookFault(file, path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage()));
            }
        }
    }
}
