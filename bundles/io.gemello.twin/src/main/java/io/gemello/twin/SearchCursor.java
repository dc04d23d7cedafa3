package io.gemello.twin;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.search.Hit;
import io.gemello.twin.search.SortKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.stream.Collectors;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonRuntimeException;
import org.eclipse.ditto.json.JsonValue;

/**
 * Where a page ended and of which search, as text that a client gives back. It holds no state here.
 *
 * @param filter null for none @param namespaces null for all @param sort as the option had it; null for none
 * @param size of the page @param last values and id of the last hit
 */
record SearchCursor(String filter, String namespaces, String sort, int size, Hit<?> last) {
    String text() {
        JsonArrayBuilder values = JsonFactory.newArrayBuilder();
        for (Object value : last.values()) {
            // Nothing and null are different places in the order.
            values.add(value == null ? JsonFactory.newObject() : value == FieldValues.NULL ? JsonFactory.nullLiteral() : JsonValue.of(value));
        }
        JsonObject json = JsonFactory.newObjectBuilder().set("f", Objects.requireNonNullElse(filter, "")).set("n", Objects.requireNonNullElse(namespaces, ""))
            .set("s", Objects.requireNonNullElse(sort, "")).set("p", size).set("v", values.build()).set("i", last.id()).build();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** As the option has them: {@code +thingId,-attributes/x}. @param keys null for none */
    static String text(List<SortKey> keys) {
        return keys == null ? "" : keys.stream().map(key -> (key.up() ? "+" : "-") + key.field().name()).collect(Collectors.joining(","));
    }

    /** The keys of its search. @param named by the option; null for none @throws org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException 400 where others are named */
    List<SortKey> keys(List<SortKey> named) {
        List<SortKey> mine = sort == null ? List.of() : SearchOptions.of("sort(" + sort + ")").sort();
        if (named != null && !named.equals(mine) || mine.size() != last.values().size()) {
            throw SearchOptions.invalid("The option 'sort' must not differ from that of the search that the cursor belongs to.");
        }
        return mine;
    }

    /** @throws org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException 400 */
    static SearchCursor of(String text) {
        try {
            JsonObject json = JsonFactory.newObject(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8));
            List<Object> values = new ArrayList<>();
            for (JsonValue value : json.getValue("v").orElseThrow().asArray()) {
                values.add(value.isObject() && !value.isNull() ? null : FieldValues.of(value).scalars().get(0));
            }
            int size = Math.max(1, Math.min(json.getValue("p").orElseThrow().asInt(), SearchOptions.MAX_SIZE));
            return new SearchCursor(string(json, "f"), string(json, "n"), string(json, "s"), size,
                new Hit<>(null, json.getValue("i").orElseThrow().asString(), values));
        } catch (IllegalArgumentException | JsonRuntimeException | UnsupportedOperationException | IndexOutOfBoundsException | NoSuchElementException broken) {
            throw SearchOptions.invalid("The cursor is invalid.");
        }
    }

    /** Null for an empty one. */
    private static String string(JsonObject json, String name) {
        return json.getValue(name).map(JsonValue::asString).filter(text -> !text.isEmpty()).orElse(null);
    }
}
