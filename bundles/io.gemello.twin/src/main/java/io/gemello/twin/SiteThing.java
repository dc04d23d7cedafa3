package io.gemello.twin;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.Relation;
import io.gemello.api.catalogue.Site;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.eclipse.ditto.json.JsonArrayBuilder;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonKey;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;

/**
 * What the site's files say of one thing: its asset and the points that are its features. Immutable; shared by all states of the thing.
 *
 * @param relations the site's own columns that name assets: their attributes are lists, as {@code feeds} is; one list for all things
 * @param points one per feature, in the order of the file; a retired point stands only where no other has its feature
 */
record SiteThing(String thingId, String policyId, Asset asset, List<Point> points, List<Relation> relations) {
    private static final Pattern FORBIDDEN = Pattern.compile("[/|\\p{Cntrl}]");

    /** That of all things of the site that a thing is or was part of. */
    static String policyId(String thingId) {
        return thingId.substring(0, thingId.indexOf(':')) + ":site";
    }

    /** @param policyId of all things of the site, one text for all of them; as {@code relations} are one list */
    static SiteThing of(Site site, String policyId, List<Relation> relations, Asset asset, List<Point> all) {
        Map<String, Point> byFeature = new LinkedHashMap<>();
        for (Point point : all) {
            byFeature.merge(point.feature(), point, (first, second) -> first.retired() ? second : first);
        }
        return new SiteThing(site.thingId(asset.id()), policyId, asset, List.copyOf(byFeature.values()), relations);
    }

    /** -1 when no point has this feature. */
    int indexOf(String feature) {
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).feature().equals(feature)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether a feature shows what the runtime knows: all of it may be clients' otherwise. */
    boolean fills(String feature) {
        return feature.equals(AlertsFeature.NAME) || indexOf(feature) >= 0;
    }

    /** The places of the thing that the site fills, with their values, in the order in which they are shown. A client may put something else there until the site says something new. */
    Map<JsonPointer, JsonValue> leaves() {
        Map<JsonPointer, JsonValue> leaves = new LinkedHashMap<>();
        leaves.put(JsonPointer.of("/policyId"), JsonValue.of(policyId));
        text(leaves, "type", asset.type());
        text(leaves, "name", asset.name());
        text(leaves, "locatedIn", asset.locatedIn());
        text(leaves, "partOf", asset.partOf());
        if (!asset.feeds().isEmpty()) {
            leaves.put(attribute("feeds"), list(asset.feeds()));
        }
        asset.attributes().entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(free -> leaves.put(attribute(free.getKey()), free(free.getKey(), free.getValue())));
        if (asset.ifcGuid() != null) {
            leaves.put(attribute("bim").addLeaf(JsonKey.of("ifcGuid")), JsonValue.of(asset.ifcGuid()));
        }
        if (asset.retired()) {
            leaves.put(attribute("retired"), JsonValue.of(true));
        }
        return leaves;
    }

    /** One attribute of {@link #leaves}, without making the others; null for none. */
    JsonValue attributeLeaf(String name) {
        String text = switch (name) {
            case "type" -> asset.type();
            case "name" -> asset.name();
            case "locatedIn" -> asset.locatedIn();
            case "partOf" -> asset.partOf();
            default -> null;
        };
        if (name.equals("feeds") && !asset.feeds().isEmpty()) {
            return list(asset.feeds());
        }
        if (name.equals("retired") && asset.retired()) {
            return JsonValue.of(true);
        }
        // A free column beats a fixed one, and of two that become one key the last, as among the leaves.
        String last = null;
        for (Map.Entry<String, String> free : asset.attributes().entrySet()) {
            if (free.getValue() != null && key(free.getKey()).equals(name) && (last == null || free.getKey().compareTo(last) > 0)) {
                last = free.getKey();
                text = free.getValue();
            }
        }
        return last != null ? free(last, text) : text == null ? null : JsonValue.of(text);
    }

    private JsonValue free(String column, String cell) {
        return relations.stream().anyMatch(relation -> relation.column().equals(column)) ? list(Relation.ids(cell)) : JsonValue.of(cell);
    }

    private static void text(Map<JsonPointer, JsonValue> leaves, String name, String value) {
        if (value != null) {
            leaves.put(attribute(name), JsonValue.of(value));
        }
    }

    /** A column's name becomes one key: what no key may hold becomes an underscore. */
    private static JsonPointer attribute(String column) {
        return JsonPointer.of("/attributes").addLeaf(JsonKey.of(key(column)));
    }

    private static String key(String column) {
        return FORBIDDEN.matcher(column).replaceAll("_");
    }

    private static JsonValue list(List<String> texts) {
        JsonArrayBuilder list = JsonFactory.newArrayBuilder();
        texts.forEach(list::add);
        return list.build();
    }

    /** Whether nothing that a reader of the thing could see is different. */
    boolean looksLike(SiteThing other) {
        if (!asset.equals(other.asset) || !policyId.equals(other.policyId) || !relations.equals(other.relations) || points.size() != other.points.size()) {
            return false;
        }
        for (int i = 0; i < points.size(); i++) {
            Point mine = points.get(i);
            Point theirs = other.points.get(i);
            if (mine.key() != theirs.key() || mine.retired() != theirs.retired() || !mine.feature().equals(theirs.feature()) || !mine.unit().equals(theirs.unit())) {
                return false;
            }
        }
        return true;
    }
}
