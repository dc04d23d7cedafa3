package io.gemello.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A route's path, e.g. {@code /api/2/things/{id}/attributes/{path*}}. Sorts the more literal before the less. */
final class PathTemplate implements Comparable<PathTemplate> {
    private enum Kind { LITERAL, VARIABLE, REST }

    private record Segment(Kind kind, String text) {}

    private final String text;
    private final List<Segment> segments = new ArrayList<>();

    /** @throws IllegalArgumentException naming what is wrong with it */
    PathTemplate(String text) {
        this.text = text;
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("the path " + text + " does not begin with a slash");
        }
        String[] parts = text.substring(1).split("/", -1);
        for (int i = 0; i < parts.length; i++) {
            Segment segment = segment(parts[i]);
            if (segment.kind == Kind.REST && i < parts.length - 1) {
                throw new IllegalArgumentException("in " + text + " only the last segment may be " + parts[i]);
            }
            segments.add(segment);
        }
    }

    private static Segment segment(String part) {
        if (!part.startsWith("{") || !part.endsWith("}")) {
            return new Segment(Kind.LITERAL, part);
        }
        boolean rest = part.endsWith("*}");
        return new Segment(rest ? Kind.REST : Kind.VARIABLE, part.substring(1, part.length() - (rest ? 2 : 1)));
    }

    /** The raw values of the variables, or null where it does not fit. @param raw segments as {@link PathCheck} gives them */
    Map<String, String> match(List<String> raw) {
        boolean rest = segments.get(segments.size() - 1).kind == Kind.REST;
        if (rest ? raw.size() < segments.size() : raw.size() != segments.size()) {
            return null;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            Segment segment = segments.get(i);
            switch (segment.kind) {
                case LITERAL -> {
                    if (!segment.text.equals(PathCheck.decode(raw.get(i)))) {
                        return null;
                    }
                }
                case VARIABLE -> {
                    if (raw.get(i).isEmpty()) {
                        return null;
                    }
                    variables.put(segment.text, raw.get(i));
                }
                case REST -> variables.put(segment.text, String.join("/", raw.subList(i, raw.size())));
            }
        }
        return variables;
    }

    @Override
    public int compareTo(PathTemplate other) {
        for (int i = 0; i < Math.min(segments.size(), other.segments.size()); i++) {
            int byKind = segments.get(i).kind.compareTo(other.segments.get(i).kind);
            if (byKind != 0) {
                return byKind;
            }
        }
        return Integer.compare(other.segments.size(), segments.size());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PathTemplate template && template.segments.equals(segments);
    }

    @Override
    public int hashCode() {
        return segments.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
