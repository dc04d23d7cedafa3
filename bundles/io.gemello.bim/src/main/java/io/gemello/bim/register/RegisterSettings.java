package io.gemello.bim.register;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One entry of {@code registers} in the site's {@code bim.json}.
 *
 * @param file in the site's folder
 * @param sheet of a spreadsheet that is no COBie; empty for its first
 * @param columns by what they say: {@code id name type in ifcGuid tag}; empty for a COBie
 */
public record RegisterSettings(String file, String sheet, Map<String, String> columns) {
    static final String SPREADSHEET = ".xlsx";
    private static final Set<String> OWN = Set.of("file", "sheet", "columns", "comment");
    private static final List<String> MEANINGS = List.of("id", "name", "type", "in", "ifcGuid", "tag");

    public RegisterSettings {
        columns = Map.copyOf(columns);
    }

    /** @param list may be missing. @throws IllegalArgumentException with the sentence that the operator needs */
    public static List<RegisterSettings> parse(JsonNode list) {
        require(list.isMissingNode() || list.isArray(), "registers is a list");
        List<RegisterSettings> all = new ArrayList<>();
        Set<String> files = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            RegisterSettings one = one(list.get(i), "registers[" + i + "]");
            require(files.add(one.file()), "registers[" + i + "].file: " + one.file() + " stands there twice");
            all.add(one);
        }
        return List.copyOf(all);
    }

    private static RegisterSettings one(JsonNode given, String where) {
        require(given.isObject(), where + " is an object");
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(OWN.contains(name), where + ": '" + name + "' is not known; there are " + String.join(", ", OWN.stream().sorted().toList()));
        }
        String file = given.path("file").asText("");
        require(file.endsWith(SPREADSHEET) || file.endsWith(".csv"), where + ".file is a .csv or .xlsx file in the site's folder");
        require(!file.contains("..") && !file.startsWith("/"), where + ".file: it lies in the site's folder");
        Map<String, String> columns = new LinkedHashMap<>();
        given.path("columns").fields().forEachRemaining(column -> {
            require(MEANINGS.contains(column.getKey()), where + ".columns: '" + column.getKey() + "' is not known; there are " + String.join(", ", MEANINGS));
            require(column.getValue().isTextual() && !column.getValue().asText().isBlank(), where + ".columns." + column.getKey() + " is the name of a column");
            columns.put(column.getKey(), column.getValue().asText().strip());
        });
        require(columns.containsKey("id") || columns.isEmpty() && file.endsWith(SPREADSHEET), where + ".columns.id is missing: it names the column that tells one row from another");
        return new RegisterSettings(file, given.path("sheet").asText(""), columns);
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
