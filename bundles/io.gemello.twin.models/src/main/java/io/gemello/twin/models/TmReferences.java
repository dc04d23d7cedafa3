package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Thing Models with what they extend ({@code links} of {@code tm:extends}) and refer to ({@code tm:ref}) put in its place: files of
 * the same folder alone, by the last part of their address, never the network. One thread.
 */
final class TmReferences {
    private static final String REF = "tm:ref";
    /** JSON values that one file may become; a short file could ask for any number. */
    private static final int MOST_NODES = 100_000;
    /** Models that extend models that extend models. */
    private static final int LONGEST_CHAIN = 32;

    private final Map<String, JsonNode> files;
    private final Map<String, ObjectNode> whole = new HashMap<>();
    private final Deque<String> underWay = new ArrayDeque<>();
    private int nodes;

    TmReferences(Map<String, JsonNode> files) {
        this.files = files;
    }

    /** The last part of a link's address; null for none. */
    static String fileOf(JsonNode link) {
        String href = ModelJson.text(link, "href");
        return href == null ? null : lastPart(href);
    }

    private static String lastPart(String address) {
        int end = address.indexOf('#');
        String path = end < 0 ? address : address.substring(0, end);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** @throws ModelFaults.Broken for what leads nowhere, in a circle, or to too much */
    JsonNode whole(String file) {
        nodes = 0;
        underWay.clear();
        return extended(file, file);
    }

    private ObjectNode extended(String file, String askedBy) {
        ObjectNode before = whole.get(file);
        if (before != null) {
            return before;
        }
        if (!(files.get(file) instanceof ObjectNode own)) {
            throw DtdlReader.broken(askedBy, "links", "'" + DtdlReader.cut(file) + "' is no Thing Model here; put it into models/: nothing is read from the network");
        }
        enter(file, askedBy);
        ObjectNode result = ModelJson.JSON.createObjectNode();
        for (JsonNode link : ModelJson.many(own.get("links"))) {
            if ("tm:extends".equals(ModelJson.text(link, "rel"))) {
                String base = fileOf(link);
                ObjectNode from = extended(base == null ? "" : base, file);
                for (String part : new String[] {"properties", "tm:optional"}) {
                    if (from.has(part)) {
                        merge(result, part, from.get(part));
                    }
                }
            }
        }
        own.properties().forEach(field -> merge(result, field.getKey(), filled(file, field.getValue())));
        underWay.pop();
        whole.put(file, result);
        return result;
    }

    private void enter(String place, String askedBy) {
        if (underWay.contains(place)) {
            throw DtdlReader.broken(askedBy, "", "extends or refers to itself over " + DtdlReader.cut(place));
        }
        if (underWay.size() >= LONGEST_CHAIN) {
            throw DtdlReader.broken(askedBy, "", "leads over more than " + LONGEST_CHAIN + " models");
        }
        underWay.push(place);
    }

    /** A copy in which every reference is what it refers to, with what stands beside it written over. */
    private JsonNode filled(String file, JsonNode value) {
        if (++nodes > MOST_NODES) {
            throw DtdlReader.broken(file, "", "becomes more than " + MOST_NODES + " values with all that it refers to");
        }
        if (value.isArray()) {
            ArrayNode list = ModelJson.JSON.createArrayNode();
            value.forEach(one -> list.add(filled(file, one)));
            return list;
        }
        if (!value.isObject()) {
            return value;
        }
        ObjectNode object = ModelJson.JSON.createObjectNode();
        String reference = ModelJson.text(value, REF);
        if (reference != null) {
            if (referred(file, reference) instanceof ObjectNode target) {
                object.setAll(target);
            }
        }
        value.properties().stream().filter(field -> !field.getKey().equals(REF)).forEach(field -> merge(object, field.getKey(), filled(file, field.getValue())));
        return object;
    }

    private JsonNode referred(String file, String reference) {
        int mark = reference.indexOf('#');
        String name = mark == 0 ? file : lastPart(reference);
        JsonNode target;
        try {
            target = files.containsKey(name) && mark >= 0 ? files.get(name).at(JsonPointer.compile(reference.substring(mark + 1))) : null;
        } catch (IllegalArgumentException noPointer) {
            target = null;
        }
        if (target == null || target.isMissingNode()) {
            throw DtdlReader.broken(file, REF, "'" + DtdlReader.cut(reference) + "' leads nowhere in models/; write FILE#/properties/NAME of a file there");
        }
        enter(name + reference.substring(mark), file);
        JsonNode filled = filled(name, target);
        underWay.pop();
        return filled;
    }

    /** JSON merge patch (RFC 7396), as Thing Models are extended: null takes away, objects are merged, lists of {@code tm:optional} added up. */
    private static void merge(ObjectNode to, String name, JsonNode value) {
        JsonNode before = to.get(name);
        if (value.isNull()) {
            to.remove(name);
        } else if (before instanceof ObjectNode old && value instanceof ObjectNode more) {
            ObjectNode merged = old.deepCopy();
            more.properties().forEach(field -> merge(merged, field.getKey(), field.getValue()));
            to.set(name, merged);
        } else if (name.equals("tm:optional") && before instanceof ArrayNode old && value instanceof ArrayNode more) {
            to.set(name, old.deepCopy().addAll(more));
        } else {
            to.set(name, value);
        }
    }
}
