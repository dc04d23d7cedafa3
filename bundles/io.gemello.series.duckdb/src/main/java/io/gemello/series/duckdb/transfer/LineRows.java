package io.gemello.series.duckdb.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;

/**
 * InfluxDB's line protocol. A line with a tag {@code point} belongs to that point, and its value is the field {@code value}; any other is known by its
 * address: measurement and tags in order, {@code #}, field. Times without a unit are taken by their length.
 */
final class LineRows implements RowSource {
    private final CountedFile file;
    private final BufferedReader lines;
    private final Times times;
    private final Deque<Row> ready = new ArrayDeque<>();
    private long number;

    LineRows(Path path, Times times) throws IOException {
        file = new CountedFile(path);
        lines = new BufferedReader(new InputStreamReader(file.stream(), StandardCharsets.UTF_8));
        this.times = times;
    }

    @Override
    public Row next() throws IOException, BadRow {
        while (ready.isEmpty()) {
            String line = lines.readLine();
            if (line == null) {
                return null;
            }
            number++;
            if (!line.isBlank() && line.charAt(0) != '#') {
                parse(line.strip());
            }
        }
        return ready.poll();
    }

    private void parse(String line) throws BadRow {
        List<String> parts = split(line, ' ');
        if (parts.size() != 3) {
            throw new BadRow(number, "a line is measurement and tags, fields, and a time");
        }
        if (!parts.get(2).matches("-?\\d+")) {
            throw new BadRow(number, "the time is not a whole number");
        }
        long at = times.nanos(parts.get(2));
        List<String> head = split(parts.get(0), ',');
        TreeMap<String, String> tags = new TreeMap<>();
        for (String tag : head.subList(1, head.size())) {
            List<String> pair = pair(tag);
            tags.put(pair.get(0), pair.get(1));
        }
        String point = tags.get("point");
        StringBuilder series = new StringBuilder(head.get(0));
        tags.forEach((key, value) -> series.append(',').append(key).append('=').append(value));
        for (String field : split(parts.get(1), ',')) {
            List<String> pair = pair(field);
            if (point == null || pair.get(0).equals("value")) {
                ready.add(new Row(number, point == null ? series + "#" + plain(pair.get(0)) : plain(point), at, value(pair.get(1)), null));
            }
        }
    }

    private List<String> pair(String text) throws BadRow {
        List<String> pair = split(text, '=');
        if (pair.size() != 2 || pair.get(0).isEmpty() || pair.get(1).isEmpty()) {
            throw new BadRow(number, "'" + text + "' is not of the form key=value");
        }
        return pair;
    }

    private Object value(String text) throws BadRow {
        if (text.startsWith("\"")) {
            return text.substring(1, text.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
        }
        if (text.matches("[tT]|true|True|TRUE|[fF]|false|False|FALSE")) {
            return text.charAt(0) == 't' || text.charAt(0) == 'T';
        }
        try {
            return text.matches(".*[iu]") ? (Object) Long.parseLong(text.substring(0, text.length() - 1)) : (Object) Double.parseDouble(text);
        } catch (NumberFormatException no) {
            throw new BadRow(number, "'" + text + "' is no value");
        }
    }

    /** Splits where the separator is neither escaped nor inside a text; escapes stay. */
    private List<String> split(String text, char at) throws BadRow {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                part.append(c).append(text.charAt(++i));
            } else if (c == at && !quoted && (at != '=' || parts.isEmpty())) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                quoted ^= c == '"' && opensOrCloses(part, quoted);
                part.append(c);
            }
        }
        if (quoted) {
            throw new BadRow(number, "a text does not end");
        }
        parts.add(part.toString());
        return parts;
    }

    /** A quote means something only where a field's value begins, and where it ends. */
    private static boolean opensOrCloses(StringBuilder before, boolean quoted) {
        return quoted || before.length() == 0 || before.charAt(before.length() - 1) == '=';
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\([ ,=])", "$1");
    }

    @Override
    public double progress() {
        return file.progress();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
