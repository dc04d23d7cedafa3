package io.gemello.core.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.gemello.api.catalogue.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Assets that were in the site once: their things are kept, marked retired. A JSON file of all assets ever applied, with what they were last. */
final class RetiredAssets {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path file;
    private final Map<String, Asset> known = new LinkedHashMap<>();

    RetiredAssets(Path file) throws IOException {
        this.file = file;
        if (Files.exists(file)) {
            for (JsonNode node : JSON.readTree(file.toFile())) {
                known.put(node.get("asset").textValue(), new Asset(node.get("asset").textValue(), node.get("type").textValue(), node.get("name").textValue(), null, null, List.of(),
                    node.path("ifcGuid").textValue(), Map.of(), true));
            }
        }
    }

    /** Takes what the site holds now; returns what it held before and holds no longer. */
    List<Asset> update(Collection<Asset> now) throws IOException {
        List<Asset> gone = new ArrayList<>();
        Map<String, Asset> before = new LinkedHashMap<>(known);
        for (Asset asset : now) {
            before.remove(asset.id());
            known.put(asset.id(), new Asset(asset.id(), asset.type(), asset.name(), null, null, List.of(), asset.ifcGuid(), Map.of(), true));
        }
        gone.addAll(before.values());
        ArrayNode all = JSON.createArrayNode();
        known.values().forEach(asset -> all.addObject().put("asset", asset.id()).put("type", asset.type()).put("name", asset.name()).put("ifcGuid", asset.ifcGuid()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        JSON.writeValue(part.toFile(), all);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return gone;
    }
}
