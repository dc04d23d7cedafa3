package io.gemello.api.catalogue;

import java.nio.file.Path;
import java.time.ZoneId;
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

    /** The Ditto thing id of an asset: {@code <namespace>:<asset>}. */
    public String thingId(String asset) {
        return namespace + ":" + asset;
    }
}
