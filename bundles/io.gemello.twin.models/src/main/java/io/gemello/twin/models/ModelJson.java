package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.core.JsonFactory;
import io.gemello.api.catalogue.SiteFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON of models and things, and how it is read: bounded, no name twice, nothing behind it. */
final class ModelJson {
    /** Deeper than any model that a person wrote; each level costs stack. */
    static final int DEEPEST = 100;
    static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxStringLength(1 << 20).maxNameLength(10_000).maxNumberLength(400).build()).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private ModelJson() {}

    /** @throws ModelFaults.Broken where it is no JSON, or more of it than is taken */
    static JsonNode read(String name, SiteFile file) {
        if (file.bytes() == null) {
            throw new ModelFaults.Broken(new ModelFault(name, "", file.trouble()));
        }
        try (JsonParser parser = JSON.createParser(file.bytes())) {
            try {
                JsonNode tree = JSON.readTree(parser);
                if (tree == null || !tree.isContainerNode()) {
                    throw new ModelFaults.Broken(new ModelFault(name, "", "is empty; put a model there, or take the file away"));
                }
                return tree;
            } catch (JsonProcessingException broken) {
                var at = broken.getLocation() == null ? parser.currentLocation() : broken.getLocation();
                throw new ModelFaults.Broken(new ModelFault(name, "line " + at.getLineNr() + ", column " + at.getColumnNr(), "no valid JSON: " + broken.getOriginalMessage()));
            }
        } catch (IOException broken) {
            throw new ModelFaults.Broken(new ModelFault(name, "", "cannot be read: " + broken.getMessage()));
        }
    }

    /** The text of a member; null for none, and for something else than a text. */
    static String text(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || !value.isTextual() ? null : value.textValue();
    }

    /** What JSON-LD lets be one or many. */
    static List<JsonNode> many(JsonNode value) {
        if (value == null || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            return List.of(value);
        }
        List<JsonNode> list = new ArrayList<>(value.size());
        value.forEach(list::add);
        return list;
    }

    /** A text in one language: English, else the first there is. */
    static String inWords(JsonNode value, String otherwise) {
        if (value != null && value.isTextual()) {
            return value.textValue();
        }
        if (value != null && value.isObject() && !value.isEmpty()) {
            JsonNode word = value.has("en") ? value.get("en") : value.elements().next();
            return word.isTextual() ? word.textValue() : otherwise;
        }
        return otherwise;
    }
}
