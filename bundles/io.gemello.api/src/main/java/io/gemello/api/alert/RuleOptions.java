package io.gemello.api.alert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a rule says, for all kinds alike, in words that an integrator understands when it cannot be read. */
public final class RuleOptions {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|min|h|d)?");
    private static final double LONGEST_NANOS = 366 * 86_400e9;

    private RuleOptions() {}

    /** @return the number, or {@code otherwise} where the option is not given @throws RuleFault where it is none */
    public static double number(Map<String, Object> options, String name, double otherwise) {
        Object given = options.get(name);
        return given == null ? otherwise : number(name, given);
    }

    /** @param name for the fault @param given in the file @throws RuleFault where it is no number */
    public static double number(String name, Object given) {
        if (given instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new RuleFault(name, "'" + given + "' is no number; write e.g. 27 or 0.5, without quotation marks");
    }

    /**
     * A number with {@code ms}, {@code s}, {@code min}, {@code h} or {@code d}; without one, seconds.
     *
     * @return nanoseconds, at most a year, or {@code otherwise} where the option is not given
     * @throws RuleFault where it is no duration
     */
    public static long duration(Map<String, Object> options, String name, long otherwise) {
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
        if (nanos > LONGEST_NANOS) {
            throw new RuleFault(name, "'" + given + "' is longer than a year");
        }
        return Math.round(nanos);
    }

    /** @param name for the fault @param given in the file @throws RuleFault where it is no object */
    @SuppressWarnings("unchecked")
    public static Map<String, Object> map(String name, Object given) {
        if (given instanceof Map<?, ?> map) {
            return (Map<String, Object>) map;
        }
        throw new RuleFault(name, given == null ? "is missing" : "'" + given + "' must be an object in braces { }");
    }
}
