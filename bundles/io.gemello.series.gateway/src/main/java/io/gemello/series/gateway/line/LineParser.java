package io.gemello.series.gateway.line;

import io.gemello.api.adapter.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads one line: {@code measurement[,tag=value…] field=value[,field=value…] [time]}. A backslash escapes comma, space and equals sign where these have a
 * meaning, and is itself everywhere else; in a quoted text it escapes the quote and itself.
 */
final class LineParser {
    private final String text;
    private final long unitNanos;
    private int at;

    /** @param unitNanos what one of the line's time stands for */
    LineParser(String text, long unitNanos) {
        this.text = text;
        this.unitNanos = unitNanos;
    }

    Line parse() throws LineFault {
        String series = new SeriesKey(text).read();
        at = endOfKey();
        skipSpaces();
        if (at >= text.length()) {
            throw new LineFault("missing fields");
        }
        List<Line.Field> fields = new ArrayList<>(2);
        do {
            fields.add(field());
        } while (at < text.length() && text.charAt(at++) == ',');
        return new Line(series, List.copyOf(fields), time());
    }

    private int endOfKey() {
        int end = 0;
        while (end < text.length() && text.charAt(end) != ' ') {
            end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
        }
        return end;
    }

    private void skipSpaces() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private Line.Field field() throws LineFault {
        int start = at;
        while (at < text.length() && text.charAt(at) != '=' && text.charAt(at) != ',' && text.charAt(at) != ' ') {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        if (at == start) {
            throw new LineFault("missing field key");
        }
        if (at >= text.length() || text.charAt(at) != '=') {
            throw new LineFault("invalid field format");
        }
        String name = unescaped(text.substring(start, at++));
        if (at < text.length() && text.charAt(at) == '"') {
            return new Line.Field(name, quoted());
        }
        int begin = at;
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ' ') {
            at++;
        }
        if (at == begin) {
            throw new LineFault("missing field value");
        }
        return new Line.Field(name, FieldValue.of(text.substring(begin, at)));
    }

    private String quoted() throws LineFault {
        StringBuilder value = new StringBuilder();
        for (at++; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '"') {
                at++;
                if (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != ' ') {
                    throw new LineFault("invalid field format");
                }
                return value.toString();
            }
            if (c == '\\' && at + 1 < text.length() && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\')) {
                c = text.charAt(++at);
            }
            value.append(c);
        }
        throw new LineFault("unbalanced quotes");
    }

    /** The field loop has stepped over the space that ends the fields. */
    private long time() throws LineFault {
        String rest = text.substring(Math.min(at, text.length())).strip();
        if (rest.isEmpty()) {
            return Sample.NO_TIME;
        }
        long number;
        try {
            number = Long.parseLong(rest);
        } catch (NumberFormatException e) {
            throw new LineFault("bad timestamp");
        }
        if (rest.charAt(0) == '+') {
            throw new LineFault("bad timestamp");
        }
        try {
            long nanos = Math.multiplyExact(number, unitNanos);
            if (nanos < Long.MIN_VALUE + 2 || nanos > Long.MAX_VALUE - 1) {
                throw new ArithmeticException();
            }
            return nanos;
        } catch (ArithmeticException beyond) {
            throw new LineFault("time outside range " + (Long.MIN_VALUE + 2) + " - " + (Long.MAX_VALUE - 1));
        }
    }

    private static String unescaped(String raw) {
        return raw.indexOf('\\') < 0 ? raw : raw.replace("\\,", ",").replace("\\=", "=").replace("\\ ", " ");
    }
}
