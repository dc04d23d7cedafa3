package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.catalogue.SiteFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Short ways to model files and things in tests. */
final class Models {
    private Models() {}

    /** @param namesAndTexts name, text, name, text … */
    static ModelLibrary of(String... namesAndTexts) {
        Map<String, SiteFile> files = new TreeMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            files.put(namesAndTexts[i], new SiteFile(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8)));
        }
        return ModelLibrary.read(files);
    }

    /** One DTDL 3 interface. */
    static String dtdl(String id, String members) {
        return "{\"@context\": \"dtmi:dtdl:context;3\", \"@id\": \"" + id + "\", \"@type\": \"Interface\"" + (members.isEmpty() ? "" : ", " + members) + "}";
    }

    static List<String> faults(ModelLibrary library) {
        return library.faults().stream().map(ModelFault::toString).toList();
    }

    static JsonNode json(String text) {
        try {
            return ModelJson.JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(wrong);
        }
    }
}
