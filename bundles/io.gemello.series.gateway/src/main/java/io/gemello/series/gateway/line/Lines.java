package io.gemello.series.gateway.line;

import java.util.ArrayList;
import java.util.List;

/**
 * A body of line protocol. Lines that cannot be read do not keep the others from being read, as with InfluxDB.
 *
 * @param faults {@code unable to parse 'the line': why}, the first {@value #MOST_FAULTS}
 * @param bad how many lines could not be read
 */
public record Lines(List<Line> good, List<String> faults, int bad) {
    private static final int MOST_FAULTS = 20;
    private static final int LONGEST_QUOTE = 200;
    private static final int LONGEST_INDENT = 80;

    /** @param unitNanos what one of the lines' time stands for */
    public static Lines parse(String text, long unitNanos) {
        List<Line> good = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        int bad = 0;
        for (int start = 0; start < text.length();) {
            int end = endOfLine(text, start);
            String line = text.substring(start, end).strip();
            start = end + 1;
            if (line.isEmpty() || line.charAt(0) == '#') {
                continue;
            }
            try {
                good.add(new LineParser(line, unitNanos).parse());
            } catch (LineFault fault) {
                bad++;
                if (faults.size() < MOST_FAULTS) {
                    faults.add("unable to parse '" + (line.length() > LONGEST_QUOTE ? line.substring(0, LONGEST_QUOTE) + "…" : line) + "': " + fault.getMessage());
                }
            }
        }
        return new Lines(List.copyOf(good), List.copyOf(faults), bad);
    }

    /** A quoted text may hold line ends; a quote that begins no value does not. */
    private static int endOfLine(String text, int start) {
        int first = start;
        while (first < text.length() && first < start + LONGEST_INDENT && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        boolean comment = first < text.length() && text.charAt(first) == '#';
        boolean quoted = false;
        boolean inFields = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && (comment || !quoted)) {
                return i;
            }
            if (c == '\\') {
                i++;
            } else if (c == ' ') {
                inFields = true;
            } else if (c == '"' && inFields && (quoted || text.charAt(i - 1) == '=')) {
                quoted = !quoted;
            }
        }
        return text.length();
    }
}
