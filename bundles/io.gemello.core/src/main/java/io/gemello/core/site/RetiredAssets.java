package io.gemello.core.site;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.Asset;
import io.gemello.core.disk.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** What these assets of the site make of those known before; nothing is changed yet. */
    Update plan(Collection<Asset> now) {
        Map<String, Asset> gone = new LinkedHashMap<>(known);
        Map<String, Asset> all = new LinkedHashMap<>(known);
        for (Asset asset : now) {
            gone.remove(asset.id());
            all.put(asset.id(), new Asset(asset.id(), asset.type(), asset.name(), asset.locatedIn(), asset.partOf(), asset.feeds(), asset.ifcGuid(), asset.attributes(), true));
        }
        return new Update(List.copyOf(gone.values()), all);
    }

    /** @param gone what the site held before and holds no longer */
    record Update(List<Asset> gone, Map<String, Asset> known) {}

    /** What is known now, to come back to. */
    Update present() {
        return new Update(List.of(), new LinkedHashMap<>(known));
    }

    /** Puts an update in force and on the disk; on an exception all is as it was. */
    void take(Update update) throws IOException {
        if (update.known().equals(known)) {
            return;
        }
        ArrayNode all = JSON.createArrayNode();
        update.known().values().forEach(asset -> write(asset, all.addObject()));
        DurableFile.write(file, to -> to.write(JSON.writeValueAsBytes(all)));
        known.clear();
        known.putAll(update.known());
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
