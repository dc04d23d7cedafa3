package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.Texts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code name,tags,time,…}: a header where the columns change, an empty line between statements. */
final class CsvAnswer {
    private CsvAnswer() {}

    static byte[] of(List<Question.Answer> answers, long unitNanos) {
        StringBuilder text = new StringBuilder();
        for (Question.Answer answer : answers) {
            text.append(text.length() == 0 ? "" : "\n");
            if (answer.error() != null) {
                text.append("error\n").append(quoted(answer.error())).append('\n');
            }
            List<String> columns = null;
            for (Table table : answer.tables()) {
                if (!table.columns().equals(columns)) {
                    columns = table.columns();
                    text.append("name,tags,").append(columns.stream().map(CsvAnswer::quoted).collect(Collectors.joining(","))).append('\n');
                }
                rows(text, table, Math.max(1, unitNanos));
            }
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void rows(StringBuilder text, Table table, long unitNanos) {
        String tags = table.tags().entrySet().stream().map(tag -> tag.getKey() + "=" + tag.getValue()).collect(Collectors.joining(","));
        String begin = quoted(table.name() == null ? "" : table.name()) + "," + quoted(tags);
        boolean timed = table.columns().get(0).equals("time");
        for (Object[] row : table.rows()) {
            text.append(begin);
            for (int i = 0; i < row.length; i++) {
                text.append(',').append(timed && i == 0 ? String.valueOf((Long) row[0] / unitNanos) : value(row[i]));
            }
            text.append('\n');
        }
    }

    private static String value(Object value) {
        return value == null ? "" : value instanceof Double number ? Texts.number(number) : quoted(value.toString());
    }

    private static String quoted(String text) {
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
