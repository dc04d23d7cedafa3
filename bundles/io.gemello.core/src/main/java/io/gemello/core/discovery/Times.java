package io.gemello.core.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds the member that tells when a value was true. */
final class Times {
    private static final Pattern ISO = Pattern.compile("\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d.*");
    /** Seconds, the years 2001 to 2100; the same in milliseconds. */
    private static final double FIRST = 1e9;
    private static final double LAST = 4.1e9;

    private Times() {}

    static boolean isTime(Object value) {
        if (value instanceof Number number) {
            double seconds = number.doubleValue() >= 1e11 ? number.doubleValue() / 1e3 : number.doubleValue();
            return seconds >= FIRST && seconds <= LAST;
        }
        return value instanceof String text && ISO.matcher(text).matches();
    }

    /** The path of the nearest one, in the objects around the value, the innermost first; null where there is none. */
    static String pathFor(Leaf leaf, Words words) {
        for (int i = leaf.around().size() - 1; i >= 0; i--) {
            Leaf.Around around = leaf.around().get(i);
            for (Map.Entry<?, ?> member : around.members().entrySet()) {
                if (words.is("times", (String) member.getKey()) && isTime(member.getValue())) {
                    List<Object> path = new ArrayList<>(around.path());
                    path.add(member.getKey());
                    return Leaf.notation(path);
                }
            }
        }
        return null;
    }
}
