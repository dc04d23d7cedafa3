package io.gemello.adapter.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A compiled path into a JSON document: {@code $}, then {@code .name}, {@code ['any name']}, {@code ["any name"]}, {@code [3]}
 * ({@code [-1]} is the last) or {@code [?key=value]}, which takes the first element of an array whose member {@code key}
 * has that value; {@code key} may be {@code a.b}, a member of a member.
 */
final class JsonPath {
    private sealed interface Step {
        JsonNode from(JsonNode node);
    }

    private record Member(String name) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            return node.path(name);
        }
    }

    private record Element(int index) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            return node.path(index < 0 && node.isArray() ? node.size() + index : index);
        }
    }

    private record Where(List<String> key, String value) implements Step {
        @Override
        public JsonNode from(JsonNode node) {
            if (node.isArray()) {
                for (JsonNode element : node) {
                    JsonNode member = element;
                    for (String name : key) {
                        member = member.path(name);
                    }
                    if (member.isValueNode() && member.asText().equals(value)) {
                        return element;
                    }
                }
            }
            return MissingNode.getInstance();
        }
    }

    private final Step[] steps;

    private JsonPath(List<Step> steps) {
        this.steps = steps.toArray(Step[]::new);
    }

    /** The node there; a missing node where there is none. */
    JsonNode in(JsonNode root) {
        JsonNode node = root;
        for (Step step : steps) {
            node = step.from(node);
        }
        return node;
    }

    static JsonPath parse(Text text) {
        text.need('$');
        List<Step> steps = new ArrayList<>();
        while (true) {
            if (text.take('.')) {
                steps.add(new Member(text.until(".[]@")));
            } else if (text.take('[')) {
                steps.add(bracket(text));
                text.need(']');
            } else {
                return new JsonPath(steps);
            }
        }
    }

    private static Step bracket(Text text) {
        if (text.quoted()) {
            return new Member(text.quote());
        }
        if (text.take('?')) {
            List<String> key = text.quoted() ? List.of(text.quote()) : List.of(text.until("=").split("\\."));
            text.need('=');
            return new Where(key, text.quoted() ? text.quote() : text.until("]"));
        }
        String index = text.until("]");
        try {
            return new Element(Integer.parseInt(index));
        } catch (NumberFormatException e) {
            throw text.wrong("'" + index + "' is no index: write [3], ['name'] or [?key=value]");
        }
    }

    /** The address while it is read. */
    static final class Text {
        private final String all;
        private int at;

        Text(String all, int from) {
            this.all = all;
            this.at = from;
        }

        boolean take(char c) {
            if (at < all.length() && all.charAt(at) == c) {
                at++;
                return true;
            }
            return false;
        }

        void need(char c) {
            if (!take(c)) {
                throw wrong("'" + c + "' expected");
            }
        }

        boolean quoted() {
            return at < all.length() && (all.charAt(at) == '\'' || all.charAt(at) == '"');
        }

        String quote() {
            int close = all.indexOf(all.charAt(at), at + 1);
            if (close < 0) {
                throw wrong("a quotation mark is not closed");
            }
            String inside = all.substring(at + 1, close);
            at = close + 1;
            return inside;
        }

        String until(String stops) {
            int from = at;
            while (at < all.length() && stops.indexOf(all.charAt(at)) < 0) {
                at++;
            }
            if (at == from) {
                throw wrong("a name is missing (recursive descent '..' and '*' are not supported)");
            }
            String name = all.substring(from, at);
            if (name.equals("*")) {
                throw wrong("'*' would be many values; a point has one");
            }
            return name;
        }

        void end() {
            if (at < all.length()) {
                throw wrong("'" + all.substring(at) + "' is too much");
            }
        }

        IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("'" + all + "' at character " + (at + 1) + ": " + what);
        }
    }
}
