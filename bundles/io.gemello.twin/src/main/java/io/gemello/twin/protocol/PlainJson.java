package io.gemello.twin.protocol;

import io.gemello.api.http.HttpProblem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.ditto.json.JsonField;
import org.eclipse.ditto.json.JsonValue;

/** A value in an envelope as the server would have parsed it from a body, under the same bounds. */
final class PlainJson {
    private static final int MAX_DEPTH = 64;
    /** Digits of a number; the longest double has 1075, but nobody means them. */
    private static final int MAX_NUMBER = 400;

    private PlainJson() {}

    /** @param value null for none @throws HttpProblem 400 */
    static Object of(JsonValue value) {
        if (value == null) {
            throw wrong("The value is missing.");
        }
        return of(value, 1);
    }

    private static Object of(JsonValue value, int depth) {
        if (value.isNull()) {
            return null;
        }
        if (depth > MAX_DEPTH) {
            throw wrong("The value is nested deeper than " + MAX_DEPTH + " levels.");
        }
        if (value.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (JsonField field : value.asObject()) {
                map.put(field.getKeyName(), of(field.getValue(), depth + 1));
            }
            return map;
        }
        if (value.isArray()) {
            List<Object> list = new ArrayList<>();
            value.asArray().forEach(item -> list.add(of(item, depth + 1)));
            return list;
        }
        return value.isString() ? value.asString() : value.isBoolean() ? (Object) value.asBoolean() : number(value);
    }

    private static Number number(JsonValue value) {
        if (value.isLong() || value.isInt()) {
            return value.asLong();
        }
        String text = value.toString();
        if (text.length() > MAX_NUMBER) {
            throw wrong("A number has more than " + MAX_NUMBER + " characters.");
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException infinite) {
            throw wrong("A number is too large.");
        }
    }

    private static HttpProblem wrong(String message) {
        return new HttpProblem(400, "json.invalid", message, "Check the member 'value' of the envelope.");
    }
}
