package io.gemello.twin;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonParseOptions;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.things.model.ThingFieldSelector;

/** The {@code fields} of a request: {@code thingId,attributes/room,features/f(properties/x)}; an asterisk stands for every feature. */
final class FieldChoice {
    private static final JsonParseOptions DECODED = JsonFactory.newParseOptionsBuilder().withoutUrlDecoding().build();

    private final JsonFieldSelector selector;
    private final boolean everyFeature;

    private FieldChoice(JsonFieldSelector selector) {
        this.selector = selector;
        everyFeature = selector.getPointers().stream().anyMatch(FieldChoice::wild);
    }

    /** For things. @param fields null or empty for no choice @return null for no choice @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    static FieldChoice ofThing(String fields) {
        FieldChoice choice = of(fields);
        if (choice != null) {
            // Its pattern does not know parentheses, so it is shown each pointer spelled out.
            choice.selector.getPointers().forEach(pointer -> ThingFieldSelector.fromJsonFieldSelector(JsonFactory.newFieldSelector(pointer)));
        }
        return choice;
    }

    /** For any part of a thing that is an object. */
    static FieldChoice of(String fields) {
        if (fields == null || fields.isEmpty()) {
            return null;
        }
        return new FieldChoice(DittoJsonException.wrapJsonRuntimeException(() -> JsonFactory.newFieldSelector(fields, DECODED)));
    }

    private static boolean wild(JsonPointer pointer) {
        List<String> start = List.of("features", "*");
        return pointer.getLevelCount() > 1 && start.get(0).equals(pointer.get(0).map(JsonKey::toString).orElse(""))
            && start.get(1).equals(pointer.get(1).map(JsonKey::toString).orElse(""));
    }

    /** Whether a field at the top is asked for. */
    boolean names(String field) {
        return selector.getPointers().stream().anyMatch(pointer -> pointer.getRoot().filter(root -> root.toString().equals(field)).isPresent());
    }

    JsonObject from(JsonObject whole) {
        return whole.get(everyFeature ? spelledOut(whole) : selector);
    }

    private JsonFieldSelector spelledOut(JsonObject thing) {
        Set<JsonPointer> pointers = new LinkedHashSet<>();
        for (JsonPointer pointer : selector.getPointers()) {
            if (wild(pointer)) {
                JsonPointer rest = pointer.getSubPointer(2).orElse(JsonPointer.empty());
                thing.getValue("features").filter(v -> !v.isNull()).ifPresent(features -> features.asObject().getKeys()
                    .forEach(id -> pointers.add(JsonPointer.of("/features").addLeaf(id).append(rest))));
            } else {
                pointers.add(pointer);
            }
        }
        return JsonFactory.newFieldSelector(pointers);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldChoice that && that.selector.equals(selector);
    }

    @Override
    public int hashCode() {
        return selector.hashCode();
    }
}
