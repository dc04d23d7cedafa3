package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A whole site as DTDL 3 interfaces, twins and relationships. All things are seen once, for the interfaces, and again for the twins;
 * what changed in between and fits no more is left out. One thread.
 */
final class DtdlExport {
    static final Map<String, Integer> RELATIONS = Map.of("locatedIn", 1, "partOf", 1, "feeds", 0);
    /** Of alerts: they come and go, and with them what the thing would be. */
    private static final Set<String> PASSING = Set.of("alerts");
    /** What a fed feature's interface has. */
    private static final List<String> POINT = List.of("value", "unit", "time", "quality", "reasons", "state");
    private static final String UNSAYABLE = ": its values are of kinds that one DTDL schema cannot say";
    private static final int MOST_LEFT_OUT = 1_000;

    private final SiteFacts site;
    private final String namespace;
    private final ExportNames names;
    private final Map<String, ExportKind> kinds = new TreeMap<>();
    private final Map<String, String> kindOf = new HashMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, Map<String, SeenSchema>> clients = new TreeMap<>();
    private final Map<String, Map<String, String>> saidOfClients = new TreeMap<>();
    private final Map<String, ObjectNode> parts = new TreeMap<>();
    private final Set<String> leftOut = new TreeSet<>();

    DtdlExport(SiteFacts site, String namespace, int version) {
        this.site = site;
        this.namespace = namespace;
        this.names = new ExportNames(namespace, version);
    }

    void see(JsonNode thing) {
        String id = thing.path("thingId").asText();
        ExportKind kind = kinds.computeIfAbsent(kindName(thing), ExportKind::new);
        kindOf.put(id, kind.name());
        String type = ModelJson.text(thing.path("attributes"), "type");
        if (type != null) {
            types.put(type, kind.name());
        }
        thing.path("attributes").properties().stream().filter(attribute -> !RELATIONS.containsKey(attribute.getKey())).forEach(attribute -> kind.see(attribute.getKey(), attribute.getValue()));
        Map<String, String> components = new TreeMap<>();
        features(thing).forEach((said, feature) -> {
            SiteFacts.Fed fed = site.points(id).get(feature);
            components.put(said, part(fed, feature));
            if (fed != null) {
                parts.computeIfAbsent(components.get(said), part -> ExportPoints.point(part, fed.point()));
            } else {
                Map<String, SeenSchema> seen = clients.computeIfAbsent(feature, none -> new TreeMap<>());
                thing.path("features").get(feature).path("properties").properties().forEach(property -> seen.computeIfAbsent(property.getKey(), none -> new SeenSchema()).see(property.getValue()));
            }
        });
        kind.see(components);
    }

    private String part(SiteFacts.Fed fed, String feature) {
        return fed == null ? names.feature(feature) : names.point(fed.point());
    }

    /** Features by DTDL's names for them; of two that have the same the second is left out. */
    private Map<String, String> features(JsonNode thing) {
        Map<String, String> said = new TreeMap<>();
        thing.path("features").fieldNames().forEachRemaining(feature -> {
            if (PASSING.contains(feature)) {
                return;
            }
            String name = DtdlName.of(feature);
            if (RELATIONS.containsKey(name) || said.putIfAbsent(name, feature) != null) {
                leftOut("feature " + feature + " of " + thing.path("thingId").asText() + ": DTDL's name for it, " + name + ", is that of something else there");
            }
        });
        return said;
    }

    private static String kindName(JsonNode thing) {
        String type = ModelJson.text(thing.path("attributes"), "type");
        String definition = ModelJson.text(thing, "definition");
        if (type != null || definition == null) {
            return type == null ? "other" : DtdlName.of(type);
        }
        String[] said = definition.split(":");
        return DtdlName.of(said.length == 3 ? said[1] : definition.substring(definition.lastIndexOf('/') + 1));
    }

    /** All interfaces, those that others extend or hold first. Nothing is seen any more. */
    List<ObjectNode> interfaces() {
        List<ObjectNode> all = new ArrayList<>(parts.values());
        clients.forEach((feature, properties) -> {
            all.add(ExportPoints.feature(names.feature(feature), feature, properties));
            saidOfClients.put(feature, ExportNames.distinct(properties, new HashSet<>(), "_"));
            properties.forEach((property, schema) -> {
                if (!schema.sayable()) {
                    leftOut("property " + property + " of the features " + feature + UNSAYABLE);
                }
            });
        });
        all.add(thing());
        for (ExportKind kind : kinds.values()) {
            kind.close(names);
            all.addAll(kind.interfaces(names));
            kind.unsayable().forEach(attribute -> leftOut("attribute " + attribute + " of the type " + kind.name() + UNSAYABLE));
        }
        return all;
    }

    private ObjectNode thing() {
        ObjectNode made = ExportPoints.interfaceOf(names.thing(), "Thing");
        ArrayNode contents = made.putArray("contents");
        RELATIONS.keySet().stream().sorted().forEach(relation -> {
            ObjectNode one = contents.addObject().put("@type", "Relationship").put("name", relation).put("target", names.thing());
            if (RELATIONS.get(relation) > 0) {
                one.put("maxMultiplicity", RELATIONS.get(relation));
            }
        });
        return made;
    }

    /** By type: the interface that all its things fit, for {@code site.properties}. */
    Map<String, String> byType() {
        Map<String, String> ids = new TreeMap<>();
        types.forEach((type, kind) -> ids.put(type, names.kind(kind)));
        return ids;
    }

    /** Null for a thing that was not there, or another, when the interfaces were made. */
    ObjectNode twin(JsonNode thing) {
        String id = thing.path("thingId").asText();
        ExportKind kind = kinds.get(kindOf.getOrDefault(id, ""));
        Map<String, String> features = features(thing);
        Map<String, String> components = new TreeMap<>();
        features.forEach((said, feature) -> components.put(said, part(site.points(id).get(feature), feature)));
        String model = kind == null ? null : kind.model(components);
        if (model == null) {
            leftOut("thing " + id + ": it came, or its features changed, during the export");
            return null;
        }
        ObjectNode twin = ModelJson.JSON.createObjectNode().put("$dtId", ExportNames.twin(id));
        twin.putObject("$metadata").put("$model", model);
        kind.properties(thing.path("attributes"), twin);
        features.forEach((said, feature) -> {
            ObjectNode component = twin.putObject(said);
            component.putObject("$metadata");
            JsonNode properties = thing.path("features").get(feature).path("properties");
            if (site.points(id).containsKey(feature)) {
                POINT.stream().filter(properties::hasNonNull).forEach(name -> component.set(name, properties.get(name)));
            } else {
                saidOfClients.get(feature).forEach((name, dtdl) -> {
                    if (properties.hasNonNull(name) && clients.get(feature).get(name).fits(properties.get(name))) {
                        component.set(dtdl, properties.get(name));
                    }
                });
            }
        });
        return twin;
    }

    /** Only those between things that are exported. @param source the member that names the source, which differs from file to file */
    List<ObjectNode> relationships(JsonNode thing, String source) {
        String id = thing.path("thingId").asText();
        List<ObjectNode> all = new ArrayList<>();
        if (!kindOf.containsKey(id)) {
            return all;
        }
        RELATIONS.keySet().stream().sorted().forEach(relation -> {
            for (JsonNode target : ModelJson.many(thing.path("attributes").get(relation))) {
                String other = kindOf.containsKey(target.asText()) ? target.asText() : id.substring(0, id.indexOf(':') + 1) + target.asText();
                if (kindOf.containsKey(other)) {
                    all.add(ModelJson.JSON.createObjectNode().put(source, ExportNames.twin(id)).put("$relationshipId", ExportNames.twin(relation + ":" + other)).put("$targetId", ExportNames.twin(other)).put("$relationshipName", relation));
                } else {
                    leftOut("relation " + relation + " of " + id + ": " + DtdlReader.cut(target.asText()) + " is not exported");
                }
            }
        });
        return all;
    }

    /** Whose things these are. */
    String namespace() {
        return namespace;
    }

    private void leftOut(String what) {
        if (leftOut.size() < MOST_LEFT_OUT) {
            leftOut.add(what);
        }
    }

    /** What no interface can say, one line each. */
    Set<String> leftOut() {
        return leftOut;
    }
}
