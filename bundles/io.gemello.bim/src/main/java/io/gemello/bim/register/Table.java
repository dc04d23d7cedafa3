package io.gemello.bim.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table with a heading.
 *
 * @param header names of its columns; empty where they have none
 */
record Table(List<String> header, List<Row> rows) {
    private static final int MAX_ROWS = 50_000;
    private static final int MAX_COLUMNS = 500;
    private static final int MAX_TEXT = 4_096;

    /** @param line 1-based @param cells by column, stripped; empty ones are left out */
    record Row(int line, Map<String, String> cells) {
        /** Empty where the cell is. */
        String get(String column) {
            return cells.getOrDefault(column, "");
        }
    }

    /** Takes lines as they come; the first that is not empty is the heading. */
    static final class Builder {
        private final List<String> header = new ArrayList<>();
        private final List<Row> rows = new ArrayList<>();

        void line(int line, List<String> cells) throws RegisterFault {
            if (cells.stream().allMatch(String::isBlank)) {
                return;
            }
            if (header.isEmpty()) {
                cells.stream().limit(MAX_COLUMNS).map(String::strip).forEach(header::add);
                return;
            }
            if (rows.size() == MAX_ROWS) {
                throw new RegisterFault("it has more than " + MAX_ROWS + " rows");
            }
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(cells.size(), header.size()); i++) {
                String text = cells.get(i).strip();
                if (text.length() > MAX_TEXT) {
                    throw new RegisterFault("line " + line + ", column " + header.get(i) + ": a text of more than " + MAX_TEXT + " characters");
                }
                if (!text.isEmpty() && !header.get(i).isEmpty()) {
                    named.put(header.get(i), text);
                }
            }
            rows.add(new Row(line, named));
        }

        Table done() {
            return new Table(List.copyOf(header), List.copyOf(rows));
        }
    }
}
