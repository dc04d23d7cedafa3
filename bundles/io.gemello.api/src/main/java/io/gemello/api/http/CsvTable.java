package io.gemello.api.http;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of a JSON answer as a table for spreadsheets (RFC 4180), for whoever asks for {@code text/csv}. Any thread; nothing blocks. */
public final class CsvTable {
    private CsvTable() {}

    /** Whether the caller would rather have a table. */
    public static boolean wanted(Request request) {
        return request.header("Accept").orElse("").toLowerCase(Locale.ROOT).contains("text/csv");
    }

    /** @param rows of the same columns, those of the first; an empty table has no heading */
    public static Response of(String name, List<Map<String, Object>> rows) {
        return of(name, rows.isEmpty() ? List.of() : rows.get(0).keySet(), rows);
    }

    /**
     * @param name of the file that a browser would keep it in, without ending
     * @param columns the heading and what is taken of each row, in this order
     * @param rows values may be null (an empty cell) or lists (their elements between semicolons)
     */
    public static Response of(String name, Collection<String> columns, List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        if (!columns.isEmpty()) {
            text.append(String.join(",", columns)).append("\r\n");
        }
        for (Map<String, Object> row : rows) {
            text.append(columns.stream().map(column -> cell(row.get(column))).collect(Collectors.joining(","))).append("\r\n");
        }
        return Response.bytes("text/csv; charset=utf-8", text.toString().getBytes(StandardCharsets.UTF_8)).header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    }

    /** A spreadsheet takes a text that begins so for a formula; a stranger's must not be one. */
    private static String cell(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = value instanceof List<?> list ? list.stream().map(String::valueOf).collect(Collectors.joining(";")) : value.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
