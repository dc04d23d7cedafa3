package io.gemello.bim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gemello.bim.mapping.MappingRule;
import io.gemello.bim.mapping.RuleFile;
import io.gemello.bim.register.RegisterSettings;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** What the site's {@code bim.json} says. */
record BimSettings(ColourSettings colours, List<MappingRule> rules, List<RegisterSettings> registers) {
    static final BimSettings DEFAULT = new BimSettings(ColourSettings.DEFAULT, List.of(), List.of());
    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final Set<String> OWN = Set.of("alert", "metrics", "mapping", "registers", "comment");

    /** @throws IllegalArgumentException with the sentence that the operator needs */
    static BimSettings parse(String text) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("it is no JSON: " + ownWords(malformed) + (malformed.getLocation() == null ? "" : " (line " + malformed.getLocation().getLineNr() + ")"), malformed);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException("it is no object; write {…}");
        }
        for (Iterator<String> names = root.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!OWN.contains(name)) {
                throw new IllegalArgumentException("'" + name + "' is not known; there are " + String.join(", ", OWN.stream().sorted().toList()));
            }
        }
        return new BimSettings(ColourSettings.parse(root), RuleFile.parse(root.path("mapping")), RegisterSettings.parse(root.path("registers")));
    }

    /** Without what the parser says of itself. */
    private static String ownWords(JsonProcessingException malformed) {
        return malformed.getOriginalMessage().replaceAll(" \\(start marker at [^)]*\\)[^)]*\\)", "");
    }
}
