package io.gemello.alert;

import io.gemello.api.alert.RuleFault;
import io.gemello.api.alert.RuleSetting;
import io.gemello.api.catalogue.Point;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule says, in words that an integrator understands when it cannot be read. */
final class Options {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|min|h|d)?");

    private Options() {}

    /** @return the number, or {@code otherwise} where the option is not given */
    static double number(Map<String, Object> options, String name, double otherwise) {
        Object given = options.get(name);
        return given == null ? otherwise : number(name, given);
    }

    static double number(String name, Object given) {
        if (given instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new RuleFault(name, "'" + given + "' is no number; write e.g. 27 or 0.5, without quotation marks");
    }

    /** Nanoseconds, or {@code otherwise} where the option is not given. A number with {@code ms}, {@code s}, {@code min}, {@code h} or {@code d}; without one, seconds. */
    static long duration(Map<String, Object> options, String name, long otherwise) {
        Object given = options.get(name);
        if (given == null) {
            return otherwise;
        }
        Matcher matcher = DURATION.matcher(given.toString().strip());
        if (!matcher.matches()) {
            throw new RuleFault(name, "'" + given + "' is no duration; write e.g. \"60 s\", \"15 min\" or \"1 h\"");
        }
        double unit = switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "ms" -> 1e6;
            case "s" -> 1e9;
            case "min" -> 60e9;
            case "h" -> 3600e9;
            default -> 86_400e9;
        };
        double nanos = Double.parseDouble(matcher.group(1)) * unit;
        if (nanos > 366 * 86_400e9) {
            throw new RuleFault(name, "'" + given + "' is longer than a year");
        }
        return Math.round(nanos);
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String name, Object given) {
        if (given instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new RuleFault(name, given == null ? "is missing" : "'" + given + "' must be an object in braces { }");
    }

    /** The point that an option names: {@code {"feature": …}} of the same asset, or {@code {"point": …}}. */
    static Point point(String name, RuleSetting setting) {
        Map<String, Object> given = map(name, setting.options().get(name));
        Object feature = given.get("feature");
        Object id = given.get("point");
        if (given.size() != 1 || feature == null && id == null) {
            throw new RuleFault(name, "must be {\"feature\": NAME} for a point of the same asset, or {\"point\": ID}");
        }
        Point point = feature != null ? setting.feature().apply(feature.toString()) : setting.byId().apply(id.toString());
        if (point == null) {
            throw new RuleFault(name, feature != null ? "asset '" + setting.point().asset() + "' has no feature '" + feature + "'; except it, or add the point"
                : "the site has no point '" + id + "'");
        }
        return point;
    }
}
