package io.gemello.series.gateway.flux;

import java.time.DateTimeException;
import java.util.HashMap;
import java.util.Map;

/** {@code int(v: …)} and its like. */
final class Conversions {
    private Conversions() {}

    /** Of one value; null where it cannot be. */
    private interface Conversion {
        Object of(Object value);
    }

    static Map<String, Object> all() {
        Map<String, Object> all = new HashMap<>();
        add(all, "string", value -> Type.of(value) == null ? null : AnnotatedCsv.text(value));
        add(all, "float", value -> value instanceof Number number ? (Object) number.doubleValue() : value instanceof Boolean truth ? (Object) (truth ? 1.0 : 0.0) : value instanceof String text ? (Object) Double.parseDouble(text) : null);
        add(all, "int", Conversions::whole);
        add(all, "bool", value -> value instanceof Boolean ? value : value instanceof Number number ? (Object) (number.doubleValue() != 0) : "true".equals(value) ? Boolean.TRUE : "false".equals(value) ? Boolean.FALSE : null);
        add(all, "time", value -> value instanceof Time ? value : value instanceof Long nanos ? new Time(nanos) : value instanceof String text ? Literals.time(text) : null);
        add(all, "duration", value -> value instanceof Lapse ? value : value instanceof Long nanos ? new Lapse(0, nanos) : value instanceof String text ? lapse(text) : null);
        return all;
    }

    private static Object whole(Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Time time) {
            return time.nanos();
        }
        return value instanceof Boolean truth ? (Object) (truth ? 1L : 0L) : value instanceof Lapse lapse && lapse.months() == 0 ? (Object) lapse.nanos() : value instanceof String text ? (Object) Long.parseLong(text) : null;
    }

    private static Lapse lapse(String text) {
        boolean negative = text.startsWith("-");
        String length = negative ? text.substring(1) : text;
        if (!Lexer.duration(length)) {
            return null;
        }
        return negative ? Lapse.parse(length).negated() : Lapse.parse(length);
    }

    private static void add(Map<String, Object> all, String name, Conversion conversion) {
        all.put(name, (Callable) call -> {
            Object value = call.any("v");
            if (!call.named().containsKey("v")) {
                call.needed("v");
            }
            call.done();
            return value == null || value == Operators.UNKNOWN ? value : converted(name, conversion, value, call);
        });
    }

    private static Object converted(String name, Conversion conversion, Object value, Arguments call) {
        Object converted;
        try {
            converted = conversion.of(value);
        } catch (NumberFormatException | DateTimeException | ArithmeticException wrong) {
            converted = null;
        }
        if (converted == null) {
            throw call.problem("cannot convert " + Type.word(value) + (Type.of(value) == null ? "" : " \"" + AnnotatedCsv.text(value) + "\"") + " to " + name);
        }
        return converted;
    }
}
