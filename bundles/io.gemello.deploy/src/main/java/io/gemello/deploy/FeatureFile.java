package io.gemello.deploy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An OSGi feature (Compendium R8, chapter 159): here its identity and its bundles count. */
record FeatureFile(String id, List<Part> parts) implements Offer {
    private static final long MOST_BYTES = 1 << 20;
    private static final int DEFAULT_LEVEL = 8;
    private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final String REMEDY = "write it as the files in the distribution's features folder are written";

    /**
     * A bundle that the feature names.
     *
     * @param file as Maven names the artifact's file
     * @param level the start level at which it starts
     */
    record Part(String id, String file, int level) {}

    static FeatureFile read(Path file) throws IOException, NotFit {
        if (Files.size(file) > MOST_BYTES) {
            throw new NotFit("larger than " + MOST_BYTES + " bytes", "a feature is only a list of bundles");
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException broken) {
            var at = broken.getLocation();
            throw new NotFit("no whole JSON" + (at == null ? "" : ", line " + at.getLineNr()), "copy the file again, or mend it");
        }
        if (!root.path("feature-resource-version").asText("1.0").equals("1.0") || !root.path("id").isTextual() || !root.path("bundles").isArray()) {
            throw new NotFit("no OSGi feature: it needs id, bundles and feature-resource-version 1.0", REMEDY);
        }
        List<Part> parts = new ArrayList<>();
        for (JsonNode bundle : root.get("bundles")) {
            parts.add(part(bundle.isTextual() ? bundle.asText() : bundle.path("id").asText(), bundle.path("bundleStartLevel").asInt(DEFAULT_LEVEL)));
        }
        return new FeatureFile(root.get("id").asText(), List.copyOf(parts));
    }

    /** {@code group:artifact:version}, {@code group:artifact:type:version} or {@code group:artifact:type:classifier:version}. */
    private static Part part(String id, int level) throws NotFit {
        String[] word = id.split(":");
        if (!id.matches("[\\w.:-]+") || word.length < 3 || word.length > 5 || level < 1) {
            throw new NotFit("bundle '" + id + "' has no id group:artifact:version, or no start level of 1 or more", REMEDY);
        }
        String classifier = word.length == 5 ? "-" + word[3] : "";
        String type = word.length > 3 ? word[2] : "jar";
        return new Part(id, word[1] + "-" + word[word.length - 1] + classifier + "." + type, level);
    }
}
