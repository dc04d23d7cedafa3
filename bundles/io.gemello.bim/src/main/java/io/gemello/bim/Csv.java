package io.gemello.bim;

import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of JSON as a table for spreadsheets (RFC 4180). */
final class Csv {
    private Csv() {}

    static boolean wanted(Request request) {
        return request.header("Accept").orElse("").toLowerCase(Locale.ROOT).contains("text/csv");
    }

    /** @param rows of the same names; the first row's order counts */
    static Response of(String name, List<Map<String, Object>> rows) {
        StringBuilder text = new StringBuilder();
        if (!rows.isEmpty()) {
            text.append(String.join(",", rows.get(0).keySet())).append("\r\n");
        }
        for (Map<String, Object> row : rows) {
            text.append(row.values().stream().map(Csv::cell).collect(Collectors.joining(","))).append("\r\n");
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
