package io.gemello.core.discovery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A remembered payload. Of a JSON document that was cut at the end what stands before the cut is read all the same.
 *
 * @param root Map, List, or the text itself where it is no JSON document
 * @param cut whether something is missing at the end
 */
record Payload(Object root, boolean cut) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 32;
    private static final int MOST_LEAVES = 300;

    static Payload read(String text) {
        String bare = text.strip();
        if (!bare.startsWith("{") && !bare.startsWith("[")) {
            return new Payload(bare, false);
        }
        Reader reader = new Reader();
        try (JsonParser parser = JSON.createParser(bare)) {
            reader.into(parser, parser.nextToken(), 0);
            return new Payload(reader.root, false);
        } catch (IOException cut) {
            reader.forgetLast();
            return new Payload(reader.root, true);
        }
    }

    boolean isDocument() {
        return root instanceof Map || root instanceof List;
    }

    /** Every value, in order. */
    List<Leaf> leaves() {
        List<Leaf> leaves = new ArrayList<>();
        collect(root, List.of(), List.of(), leaves);
        return leaves;
    }

    private static void collect(Object node, List<Object> path, List<Leaf.Around> around, List<Leaf> to) {
        if (to.size() >= MOST_LEAVES) {
            return;
        }
        if (node instanceof Map<?, ?> map) {
            List<Leaf.Around> here = with(around, new Leaf.Around(path, map));
            map.forEach((name, value) -> collect(value, with(path, name), here, to));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collect(list.get(i), with(path, i), around, to);
            }
        } else if (node != null) {
            to.add(new Leaf(path, node, around));
        }
    }

    private static <T> List<T> with(List<T> before, T last) {
        List<T> all = new ArrayList<>(before);
        all.add(last);
        return all;
    }

    /** Builds as far as the text goes. */
    private static final class Reader {
        private Object root;
        private Map<String, Object> lastMap;
        private String lastName;
        private List<Object> lastList;

        Object into(JsonParser parser, JsonToken token, int depth) throws IOException {
            if (depth > DEEPEST) {
                throw new IOException("too deep");
            }
            if (token == JsonToken.START_OBJECT) {
                Map<String, Object> map = new LinkedHashMap<>();
                root = root == null ? map : root;
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String name = parser.currentName();
                    JsonToken value = parser.nextToken();
                    put(map, name, value, parser, depth);
                }
                return map;
            }
            if (token == JsonToken.START_ARRAY) {
                List<Object> list = new ArrayList<>();
                root = root == null ? list : root;
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    add(list, next, parser, depth);
                }
                return list;
            }
            return scalar(parser, token);
        }

        /** A container is in its place before it is filled, so that it stays when the text ends within it. */
        private void put(Map<String, Object> map, String name, JsonToken token, JsonParser parser, int depth) throws IOException {
            if (token != null && token.isStructStart()) {
                Reader inner = new Reader();
                try {
                    map.put(name, inner.into(parser, token, depth + 1));
                } catch (IOException cut) {
                    inner.forgetLast();
                    map.put(name, inner.root);
                    lastMap = null;
                    lastList = null;
                    throw cut;
                }
                lastMap = null;
                lastList = null;
            } else {
                map.put(name, scalar(parser, token));
                lastMap = map;
                lastName = name;
                lastList = null;
            }
        }

        private void add(List<Object> list, JsonToken token, JsonParser parser, int depth) throws IOException {
            Map<String, Object> one = new LinkedHashMap<>();
            try {
                put(one, "", token, parser, depth);
            } finally {
                if (one.containsKey("")) {
                    list.add(one.get(""));
                    lastList = lastMap == null ? null : list;
                    lastMap = null;
                }
            }
        }

        private static Object scalar(JsonParser parser, JsonToken token) throws IOException {
            if (token == null) {
                throw new IOException("ends here");
            }
            return switch (token) {
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
                case VALUE_TRUE -> Boolean.TRUE;
                case VALUE_FALSE -> Boolean.FALSE;
                case VALUE_STRING -> parser.getText();
                default -> null;
            };
        }

        /** The value right before the cut may be half a number. */
        void forgetLast() {
            if (lastMap != null) {
                lastMap.remove(lastName);
            } else if (lastList != null) {
                lastList.remove(lastList.size() - 1);
            }
        }
    }
}
