package io.gemello.twin;

import io.gemello.twin.rql.RqlField;
import io.gemello.twin.search.SortKey;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.thingsearch.model.signals.commands.exceptions.InvalidOptionException;

/**
 * The {@code option} of a search: {@code sort(+thingId,-attributes/x),size(10),cursor(…)}, or the old {@code limit(offset,count)}.
 *
 * @param sort null for none named
 * @param size -1 for none named
 * @param cursor null for none
 * @param limit null for none; else offset and count
 */
record SearchOptions(List<SortKey> sort, int size, String cursor, Window limit) {
    static final int DEFAULT_SIZE = 25;
    static final int MAX_SIZE = 200;
    /** A search holds so many hits at most while it counts an offset; further on a cursor must be used. */
    private static final int MAX_OFFSET = 100_000;
    private static final Pattern ONE = Pattern.compile("\\s*(\\w+)\\(([^()]*)\\)\\s*(,|$)");

    record Window(int offset, int count) {}

    /** @param text null or empty for none @throws InvalidOptionException 400 */
    static SearchOptions of(String text) {
        SearchOptions options = new SearchOptions(null, -1, null, null);
        Matcher one = ONE.matcher(text == null ? "" : text.strip());
        int at = 0;
        while (text != null && at < text.strip().length()) {
            if (!one.find(at) || one.start() != at) {
                throw invalid("The option '" + shortened(text) + "' is not valid.");
            }
            options = options.with(one.group(1), one.group(2).strip());
            at = one.end();
            if (",".equals(one.group(3)) && at == text.strip().length()) {
                throw invalid("The option '" + shortened(text) + "' is not valid.");
            }
        }
        if (options.limit != null && (options.size >= 0 || options.cursor != null)) {
            throw invalid("The options 'limit' and 'size' or 'cursor' must not be used together.");
        }
        return options;
    }

    private SearchOptions with(String name, String argument) {
        return switch (name) {
            case "sort" -> new SearchOptions(keys(argument), size, cursor, limit);
            case "size" -> new SearchOptions(sort, number("size", argument, 1, MAX_SIZE), cursor, limit);
            case "cursor" -> new SearchOptions(sort, size, argument, limit);
            case "limit" -> new SearchOptions(sort, size, cursor, window(argument.split(",", -1)));
            default -> throw invalid("The option '" + shortened(name) + "' is not known: use sort, size or cursor.");
        };
    }

    private static Window window(String[] numbers) {
        if (numbers.length != 2) {
            throw invalid("The option 'limit' needs an offset and a count.");
        }
        return new Window(number("limit", numbers[0].strip(), 0, MAX_OFFSET), number("limit", numbers[1].strip(), 0, MAX_SIZE));
    }

    private static int number(String option, String text, int least, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw invalid("Invalid value '" + shortened(text) + "' for the option '" + option + "': it lies between " + least + " and " + most + ".");
        }
        return Integer.parseInt(text);
    }

    /** A plus sign that nobody escaped arrives as a blank. */
    private static List<SortKey> keys(String argument) {
        List<SortKey> keys = new ArrayList<>();
        for (String part : argument.split(",", -1)) {
            boolean down = part.startsWith("-");
            String name = (down || part.startsWith("+") ? part.substring(1) : part).strip();
            try {
                keys.add(new SortKey(RqlField.ofValue(name), !down));
            } catch (IllegalArgumentException unknown) {
                throw invalid("The field '" + shortened(name) + "' cannot be sorted by.");
            }
        }
        return List.copyOf(keys);
    }

    static InvalidOptionException invalid(String message) {
        return (InvalidOptionException) InvalidOptionException.newBuilder().message(message).build();
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
