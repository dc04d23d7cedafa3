package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The things that a site's files alone would make, before anything is delivered: for looking at a site where no system runs. */
final class CatalogueThings {
    private CatalogueThings() {}

    static List<JsonNode> of(Catalogue catalogue) {
        Map<String, ObjectNode> features = new LinkedHashMap<>();
        for (Point point : catalogue.points().values()) {
            if (!point.retired()) {
                features.computeIfAbsent(point.asset(), asset -> ModelJson.JSON.createObjectNode()).putObject(point.feature()).putObject("properties").put("unit", point.unit());
            }
        }
        List<JsonNode> things = new ArrayList<>();
        for (Asset asset : catalogue.assets().values()) {
            ObjectNode thing = ModelJson.JSON.createObjectNode().put("thingId", catalogue.site().thingId(asset.id()));
            thing.set("attributes", attributes(asset));
            thing.set("features", features.getOrDefault(asset.id(), ModelJson.JSON.createObjectNode()));
            things.add(thing);
        }
        return things;
    }

    private static ObjectNode attributes(Asset asset) {
        ObjectNode attributes = ModelJson.JSON.createObjectNode().put("type", asset.type()).put("name", asset.name());
        if (asset.locatedIn() != null) {
            attributes.put("locatedIn", asset.locatedIn());
        }
        if (asset.partOf() != null) {
            attributes.put("partOf", asset.partOf());
        }
        if (!asset.feeds().isEmpty()) {
            asset.feeds().forEach(attributes.putArray("feeds")::add);
        }
        asset.attributes().forEach(attributes::put);
        if (asset.retired()) {
            attributes.put("retired", true);
        }
        return attributes;
    }
}
