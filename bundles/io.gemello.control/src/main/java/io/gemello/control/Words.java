package io.gemello.control;

import io.gemello.api.control.LoopFault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what stands in a loop file, in words that an integrator understands when it cannot be read. */
final class Words {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|min|h|d)?");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*/\\s*(s|min|h)");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{0,99}");

    private Words() {}

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(String name, Object given) {
        if (given instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new LoopFault(name, given == null ? "is missing; write an object in braces { }" : "'" + given + "' must be an object in braces { }");
    }

    static String text(Map<String, Object> from, String name) {
        if (from.get(name) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw new LoopFault(name, from.get(name) == null ? "is missing" : "must be a text in quotation marks");
    }

    static String name(Map<String, Object> from, String name) {
        String text = text(from, name);
        if (!NAME.matcher(text).matches()) {
            throw new LoopFault(name, "'" + text + "' is no name: small letters, digits, '.' and '-', at most 100");
        }
        return text;
    }

    static double number(Map<String, Object> from, String name) {
        if (from.get(name) instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new LoopFault(name, from.get(name) == null ? "is missing" : "'" + from.get(name) + "' is no number; write e.g. 27 or 0.5, without quotation marks");
    }

    /** A number with {@code ms}, {@code s}, {@code min}, {@code h} or {@code d}; without one, seconds. */
    static Duration duration(String name, Object given) {
        Matcher matcher = DURATION.matcher(String.valueOf(given).strip());
        if (!matcher.matches()) {
            throw new LoopFault(name, "'" + given + "' is no duration; write e.g. \"10 s\", \"30 min\" or \"8 h\"");
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
            throw new LoopFault(name, "'" + given + "' is longer than a year");
        }
        return Duration.ofNanos(Math.round(nanos));
    }

    /** {@code "10/min"}, in units of the point per second. */
    static double rate(Map<String, Object> from, String name) {
        Matcher matcher = RATE.matcher(text(from, name));
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) == 0) {
            throw new LoopFault(name, "'" + from.get(name) + "' is no rate of change; write e.g. \"10/min\" or \"0.5/s\"");
        }
        return Double.parseDouble(matcher.group(1)) / switch (matcher.group(2)) {
            case "s" -> 1;
            case "min" -> 60;
            default -> 3600;
        };
    }

    static List<?> list(Map<?, ?> from, String name) {
        Object given = from.get(name);
        if (given == null) {
            return List.of();
        }
        if (given instanceof List<?> list) {
            return list;
        }
        throw new LoopFault(name, "must be a list in brackets [ ]");
    }

    static void known(Map<String, Object> from, Set<String> names) {
        for (String name : from.keySet()) {
            if (!names.contains(name)) {
                throw new LoopFault(name, "is not understood; there are " + String.join(", ", new java.util.TreeSet<>(names)));
            }
        }
    }
}
