package io.gemello.twin;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiConsumer;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/** Places that a metadata header names: an asterisk stands for one level, one at the beginning for any number of levels. */
record MetadataPaths(List<JsonPointer> given) {
    private static final JsonKey ANY = JsonKey.of("*");

    /** From a list separated by commas. */
    static MetadataPaths of(String header) {
        List<JsonPointer> paths = new ArrayList<>();
        for (String part : header.split(",")) {
            String path = part.strip();
            if (!path.isEmpty()) {
                paths.add(JsonPointer.of(path.startsWith("/") ? path : "/" + path));
            }
        }
        return new MetadataPaths(paths);
    }

    /** Calls with each of these places that is there. */
    void find(JsonObject metadata, BiConsumer<JsonPointer, JsonValue> found) {
        for (JsonPointer path : given) {
            if (path.getLevelCount() == 1 && path.getRoot().filter(ANY::equals).isPresent()) {
                metadata.forEach(field -> found.accept(field.getKey().asPointer(), field.getValue()));
            } else if (path.getRoot().filter(ANY::equals).isPresent()) {
                anywhere(metadata, JsonPointer.empty(), path.nextLevel(), found);
            } else {
                below(metadata, JsonPointer.empty(), path, found);
            }
        }
    }

    private static void anywhere(JsonObject metadata, JsonPointer at, JsonPointer path, BiConsumer<JsonPointer, JsonValue> found) {
        for (JsonField field : metadata) {
            JsonPointer here = at.addLeaf(field.getKey());
            if (field.getValue().isObject() && !field.getValue().isNull()) {
                below(field.getValue().asObject(), here, path, found);
                anywhere(field.getValue().asObject(), here, path, found);
            }
        }
    }

    private static void below(JsonObject metadata, JsonPointer at, JsonPointer path, BiConsumer<JsonPointer, JsonValue> found) {
        JsonKey next = path.getRoot().orElse(null);
        for (JsonField field : metadata) {
            if (!ANY.equals(next) && !field.getKey().equals(next)) {
                continue;
            }
            JsonPointer here = at.addLeaf(field.getKey());
            if (path.getLevelCount() == 1) {
                found.accept(here, field.getValue());
            } else if (field.getValue().isObject() && !field.getValue().isNull()) {
                below(field.getValue().asObject(), here, path.nextLevel(), found);
            }
        }
    }

    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        given.forEach(path -> text.add(path.toString()));
        return text.toString();
    }
}
