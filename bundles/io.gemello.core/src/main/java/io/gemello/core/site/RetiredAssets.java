package io.gemello.core.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
                Asset asset = asset(node);
                known.put(asset.id(), asset);
            }
        }
    }

    /** Takes what the site holds now; returns what it held before and holds no longer. */
    List<Asset> update(Collection<Asset> now) throws IOException {
        List<Asset> gone = new ArrayList<>();
        Map<String, Asset> before = new LinkedHashMap<>(known);
        for (Asset asset : now) {
            before.remove(asset.id());
            known.put(asset.id(), new Asset(asset.id(), asset.type(), asset.name(), asset.locatedIn(), asset.partOf(), asset.feeds(), asset.ifcGuid(), asset.attributes(), true));
        }
        gone.addAll(before.values());
        ArrayNode all = JSON.createArrayNode();
        known.values().forEach(asset -> write(asset, all.addObject()));
        Path part = file.resolveSibling(file.getFileName() + ".part");
        JSON.writeValue(part.toFile(), all);
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        return gone;
    }

    private static void write(Asset asset, ObjectNode to) {
        to.put("asset", asset.id()).put("type", asset.type()).put("name", asset.name()).put("locatedIn", asset.locatedIn()).put("partOf", asset.partOf()).put("ifcGuid", asset.ifcGuid());
        asset.feeds().forEach(to.putArray("feeds")::add);
        asset.attributes().forEach(to.putObject("attributes")::put);
    }

    private static Asset asset(JsonNode from) {
        List<String> feeds = new ArrayList<>();
        from.path("feeds").forEach(fed -> feeds.add(fed.textValue()));
        Map<String, String> attributes = new LinkedHashMap<>();
        from.path("attributes").fields().forEachRemaining(free -> attributes.put(free.getKey(), free.getValue().textValue()));
        return new Asset(from.get("asset").textValue(), from.get("type").textValue(), from.get("name").textValue(), from.path("locatedIn").textValue(), from.path("partOf").textValue(), feeds,
            from.path("ifcGuid").textValue(), attributes, true);
    }
}
