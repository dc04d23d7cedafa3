package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.Texts;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** {@code {"results":[{"statement_id":0,"series":[…]}]}}. */
final class JsonAnswer {
    private final long unitNanos;
    private final String gap;
    private final StringBuilder text = new StringBuilder();

    /** @param pretty a line for each row */
    JsonAnswer(long unitNanos, boolean pretty) {
        this.unitNanos = unitNanos;
        gap = pretty ? "\n" : "";
    }

    byte[] of(List<Question.Answer> answers) {
        text.append("{\"results\":[");
        for (int i = 0; i < answers.size(); i++) {
            Question.Answer answer = answers.get(i);
            text.append(i == 0 ? "" : ",").append(gap).append("{\"statement_id\":").append(i);
            if (answer.error() != null) {
                text.append(",\"error\":");
                string(answer.error());
            } else if (!answer.tables().isEmpty()) {
                text.append(",\"series\":[");
                for (Iterator<Table> tables = answer.tables().iterator(); tables.hasNext(); text.append(tables.hasNext() ? "," : "")) {
                    table(tables.next(), answer.zone());
                }
                text.append(']');
            }
            text.append('}');
        }
        return text.append("]}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void table(Table table, ZoneId zone) {
        text.append(gap).append('{');
        if (table.name() != null) {
            text.append("\"name\":");
            string(table.name());
            text.append(',');
        }
        if (!table.tags().isEmpty()) {
            text.append("\"tags\":{");
            for (Iterator<Map.Entry<String, String>> tags = table.tags().entrySet().iterator(); tags.hasNext(); text.append(tags.hasNext() ? "," : "")) {
                Map.Entry<String, String> tag = tags.next();
                string(tag.getKey());
                text.append(':');
                string(tag.getValue());
            }
            text.append("},");
        }
        text.append("\"columns\":[");
        for (int i = 0; i < table.columns().size(); i++) {
            text.append(i == 0 ? "" : ",");
            string(table.columns().get(i));
        }
        text.append("],\"values\":[");
        boolean timed = table.columns().get(0).equals("time");
        for (int row = 0; row < table.rows().size(); row++) {
            text.append(row == 0 ? "" : ",").append(gap).append('[');
            Object[] values = table.rows().get(row);
            for (int i = 0; i < values.length; i++) {
                text.append(i == 0 ? "" : ",");
                if (i == 0 && timed) {
                    time((Long) values[0], zone);
                } else {
                    value(values[i]);
                }
            }
            text.append(']');
        }
        text.append("]}");
    }

    private void time(long nanos, ZoneId zone) {
        if (unitNanos > 0) {
            text.append(nanos / unitNanos);
        } else {
            text.append('"').append(Texts.time(nanos, zone)).append('"');
        }
    }

    private void value(Object value) {
        if (value instanceof Double number) {
            text.append(Double.isFinite(number) ? Texts.number(number) : "null");
        } else if (value instanceof String string) {
            string(string);
        } else {
            text.append(value);
        }
    }

    private void string(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < ' ') {
                        text.append("\\u%04x".formatted((int) c));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
