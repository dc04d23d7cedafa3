package io.gemello.series.gateway.flux;

import io.gemello.series.gateway.data.Texts;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes results as InfluxDB does: a block of lines for tables of the same columns, an empty line between blocks. */
final class AnnotatedCsv {
    private static final String END = "\r\n";
    private static final int FLUSHED = 1 << 16;
    private final CsvForm form;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final StringBuilder text = new StringBuilder();

    AnnotatedCsv(CsvForm form) {
        this.form = form;
    }

    byte[] of(Map<String, Tables> results) {
        results.forEach((name, stream) -> {
            result(name, stream.tables());
            text.append(END);
        });
        flush();
        return bytes.toByteArray();
    }

    private void flush() {
        bytes.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
    }

    private void result(String name, List<FluxTable> tables) {
        FluxTable before = null;
        for (int i = 0; i < tables.size(); i++) {
            FluxTable table = tables.get(i);
            if (before == null || !before.columns().equals(table.columns()) || !before.key().keySet().equals(table.key().keySet())) {
                text.append(before == null ? "" : END);
                head(name, table);
            }
            rows(name, i, table);
            before = table;
        }
    }

    private void head(String name, FluxTable table) {
        for (String annotation : form.annotations()) {
            List<String> cells = new ArrayList<>(List.of(form.comment() + annotation));
            cells.addAll(switch (annotation) {
                case "datatype" -> List.of("string", "long");
                case "group" -> List.of("false", "false");
                default -> List.of(name, "");
            });
            table.columns().forEach(column -> cells.add(switch (annotation) {
                case "datatype" -> column.type().annotation();
                case "group" -> String.valueOf(table.key().containsKey(column.name()));
                default -> "";
            }));
            line(cells);
        }
        if (form.header()) {
            List<String> cells = new ArrayList<>(List.of("", "result", "table"));
            table.columns().forEach(column -> cells.add(column.name()));
            line(cells);
        }
    }

    private void rows(String name, int index, FluxTable table) {
        String result = form.annotations().contains("default") ? "" : name;
        for (Object[] row : table.rows()) {
            List<String> cells = new ArrayList<>(List.of("", result, Integer.toString(index)));
            for (Object value : row) {
                cells.add(value == null ? "" : text(value));
            }
            line(cells);
            if (text.length() > FLUSHED) {
                flush();
            }
        }
    }

    private void line(List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            text.append(i == 0 ? "" : form.delimiter()).append(quoted(cells.get(i)));
        }
        text.append(END);
    }

    private String quoted(String cell) {
        for (int i = 0; i < cell.length(); i++) {
            char c = cell.charAt(i);
            if (c == '"' || c == '\n' || c == '\r' || c == form.delimiter()) {
                return '"' + cell.replace("\"", "\"\"") + '"';
            }
        }
        return cell;
    }

    static String text(Object value) {
        if (value instanceof Double number) {
            return number(number);
        }
        return value instanceof Time time ? Texts.time(time.nanos(), ZoneOffset.UTC) : value instanceof Lapse lapse ? lapse.months() + "mo" + lapse.nanos() + "ns" : String.valueOf(value);
    }

    private static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
        }
        long whole = (long) value;
        return whole == value && Math.abs(value) < Long.MAX_VALUE ? Long.toString(whole) : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
    }
}
