package io.gemello.series.gateway.line;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads measurement and tags, and writes them as they stand in an address: escapes kept, tags sorted by name. */
final class SeriesKey {
    private final String text;
    private int at;

    private record Tag(String name, String value) {}

    SeriesKey(String text) {
        this.text = text;
    }

    String read() throws LineFault {
        String measurement = upTo(", ");
        if (measurement.isEmpty()) {
            throw new LineFault("missing measurement");
        }
        List<Tag> tags = new ArrayList<>(4);
        boolean sorted = true;
        while (at < text.length() && text.charAt(at) == ',') {
            at++;
            Tag tag = tag();
            sorted &= tags.isEmpty() || tags.get(tags.size() - 1).name().compareTo(tag.name()) < 0;
            tags.add(tag);
        }
        if (sorted) {
            return text.substring(0, at);
        }
        tags.sort(Comparator.comparing(Tag::name));
        StringBuilder key = new StringBuilder(measurement);
        String before = null;
        for (Tag tag : tags) {
            if (tag.name().equals(before)) {
                throw new LineFault("duplicate tags");
            }
            before = tag.name();
            key.append(',').append(tag.name()).append('=').append(tag.value());
        }
        return key.toString();
    }

    private Tag tag() throws LineFault {
        String name = upTo("=, ");
        if (name.isEmpty()) {
            throw new LineFault("missing tag key");
        }
        if (at >= text.length() || text.charAt(at) != '=') {
            throw new LineFault("missing tag value");
        }
        at++;
        String value = upTo("=, ");
        if (value.isEmpty()) {
            throw new LineFault("missing tag value");
        }
        if (at < text.length() && text.charAt(at) == '=') {
            throw new LineFault("invalid tag format");
        }
        return new Tag(name, value);
    }

    /** Up to one of these characters without a backslash before it, or the end. */
    private String upTo(String ends) {
        int start = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at += text.charAt(at) == '\\' && at + 1 < text.length() ? 2 : 1;
        }
        return text.substring(start, at);
    }
}
