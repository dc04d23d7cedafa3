package io.gemello.alert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.alert.RuleFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads {@code site/rules/*.json}: {@code {"rules": [ … ]}} each. Finds every fault in one pass. */
final class RuleFiles {
    private static final long MAX_BYTES = 16L << 20;
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private RuleFiles() {}

    /** @param texts the rules that could be read */
    record Read(List<RuleText> texts, List<BookFault> faults) {}

    /** The files' bytes by name, in the order of names; empty where there is no such folder. */
    static Map<String, byte[]> load(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> list = Files.list(folder)) {
                for (Path file : (Iterable<Path>) list.filter(path -> path.getFileName().toString().endsWith(".json"))::iterator) {
                    files.put(file.getFileName().toString(), Files.size(file) > MAX_BYTES ? null : Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    static Read parse(Map<String, byte[]> files) {
        List<RuleText> texts = new ArrayList<>();
        List<BookFault> faults = new ArrayList<>();
        Map<String, RuleText> byName = new HashMap<>();
        files.forEach((file, bytes) -> {
            for (RuleText text : parse(file, bytes, faults)) {
                RuleText before = byName.putIfAbsent(text.name(), text);
                if (before == null) {
                    texts.add(text);
                } else {
                    faults.add(new BookFault(file, text.path() + ".rule", "'" + text.name() + "' is the name of " + before.file() + " " + before.path() + " already; choose another", false));
                }
            }
        });
        return new Read(List.copyOf(texts), faults);
    }

    private static List<RuleText> parse(String file, byte[] bytes, List<BookFault> faults) {
        List<RuleText> texts = new ArrayList<>();
        Object content;
        try {
            content = bytes == null ? null : JSON.readValue(bytes, Object.class);
        } catch (JsonProcessingException broken) {
            faults.add(new BookFault(file, "line " + broken.getLocation().getLineNr() + ", column " + broken.getLocation().getColumnNr(), "no valid JSON: " + broken.getOriginalMessage(), false));
            return texts;
        } catch (IOException broken) {
            faults.add(new BookFault(file, "", "cannot be read: " + broken.getMessage(), false));
            return texts;
        }
        if (bytes == null) {
            faults.add(new BookFault(file, "", "is larger than 16 MiB; is it the right file?", false));
        } else if (!(content instanceof Map<?, ?> map) || !(map.get("rules") instanceof List<?> rules) || map.keySet().stream().anyMatch(key -> !key.equals("rules") && !key.equals("comment"))) {
            faults.add(new BookFault(file, "", "must be {\"rules\": [ … ]} and nothing else", false));
        } else {
            for (int i = 0; i < rules.size(); i++) {
                String path = "rules[" + i + "]";
                try {
                    texts.add(RuleText.of(file, path, rules.get(i)));
                } catch (RuleFault fault) {
                    faults.add(new BookFault(file, path + (fault.option().isEmpty() ? "" : "." + fault.option()), fault.getMessage(), false));
                }
            }
        }
        return texts;
    }
}
