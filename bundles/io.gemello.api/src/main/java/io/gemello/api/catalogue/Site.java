package io.gemello.api.catalogue;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * One installation, as {@code site.properties} names it.
 *
 * @param id short name, {@code [a-z0-9-]+}
 * @param namespace of all its things; defaults to {@code org.<id>}
 * @param zone for times without a zone and for people's eyes
 * @param folder the site's files; absolute
 * @param properties everything in {@code site.properties}
 */
public record Site(String id, String namespace, ZoneId zone, Path folder, Map<String, String> properties) {
    public Site {
        properties = Map.copyOf(properties);
    }

    /** What the site's own columns relate: {@code relations.<column> = downstream} or {@code upstream}; by column. */
    public List<Relation> relations() {
        return properties.keySet().stream().filter(key -> key.startsWith(Relation.PREFIX)).sorted()
            .map(key -> new Relation(key.substring(Relation.PREFIX.length()), "downstream".equals(properties.get(key)))).toList();
    }

    /** The Ditto thing id of an asset: {@code <namespace>:<asset>}. */
    public String thingId(String asset) {
        return namespace + ":" + asset;
    }
}
