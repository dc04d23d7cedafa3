package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/** Finds members of an object by the names that models give them: themselves, or as {@link DtdlName} writes them. */
final class ThingNames {
    private final JsonNode object;
    private final Map<String, String> plain = new HashMap<>();

    ThingNames(JsonNode object) {
        this.object = object;
        for (Iterator<String> names = object.fieldNames(); names.hasNext();) {
            String name = names.next();
            plain.putIfAbsent(DtdlName.of(name), name);
        }
    }

    /** As the object has it; null where it has none, or null there. */
    String of(String inModel) {
        String name = object.has(inModel) ? inModel : plain.get(inModel);
        return name == null || object.get(name).isNull() ? null : name;
    }
}
