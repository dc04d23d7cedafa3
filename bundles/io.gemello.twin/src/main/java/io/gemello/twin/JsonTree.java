package io.gemello.twin;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;

/** A parsed request body as Ditto's JSON. Depth and duplicate names were judged by the parser. */
final class JsonTree {
    private static final String POLICY = "_policy";

    private JsonTree() {}

    /** A thing or a part of one. @param tree as {@link io.gemello.api.http.Request#json} gives it */
    static JsonValue of(Object tree) {
        return of(tree, JsonKeys::of);
    }

    /** A policy or a part of one: among its keys are resources, which have slashes. */
    static JsonValue ofPolicy(Object tree) {
        return of(tree, JsonKeys::ofPolicy);
    }

    /** A whole thing with the policy that it may bring. */
    static JsonValue ofWhole(Object tree) {
        if (!(tree instanceof Map<?, ?> map && map.containsKey(POLICY))) {
            return of(tree);
        }
        Map<Object, Object> thing = new LinkedHashMap<>(map);
        JsonValue policy = ofPolicy(thing.remove(POLICY));
        return of(thing).asObject().setValue(POLICY, policy);
    }

    private static JsonValue of(Object tree, Function<String, JsonKey> key) {
        if (tree instanceof Map<?, ?> map) {
            JsonObjectBuilder object = JsonFactory.newObjectBuilder();
            map.forEach((name, value) -> object.set(key.apply((String) name), of(value, key)));
            return object.build();
        }
        if (tree instanceof List<?> list) {
            JsonArrayBuilder array = JsonFactory.newArrayBuilder();
            list.forEach(item -> array.add(of(item, key)));
            return array.build();
        }
        if (tree == null) {
            return JsonFactory.nullLiteral();
        }
        if (tree instanceof String text) {
            return JsonFactory.newValue(text);
        }
        if (tree instanceof Boolean flag) {
            return JsonFactory.newValue(flag);
        }
        return number((Number) tree);
    }

    /** Ditto's numbers are longs and doubles; anything that is neither is refused, not rounded to an infinity. */
    private static JsonValue number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return JsonFactory.newValue(number.longValue());
        }
        if ((number instanceof Double || number instanceof BigDecimal) && Double.isFinite(number.doubleValue())) {
            return JsonFactory.newValue(number.doubleValue());
        }
        throw new DittoJsonException(JsonParseException.newBuilder().message("The number " + shortened(number) + " is too large.")
            .description("Numbers are 64 bit integers or finite 64 bit floating point numbers.").build());
    }

    private static String shortened(Number number) {
        String text = number.toString();
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
