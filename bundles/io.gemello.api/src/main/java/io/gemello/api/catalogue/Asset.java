package io.gemello.api.catalogue;

import java.util.List;
import java.util.Map;

/**
 * A thing in the building: hall, row, rack, server, cooling unit. One Ditto thing each.
 *
 * @param id unique within the site, as in {@code assets.csv}
 * @param type e.g. {@code rack}
 * @param name for people; the id where the site gives none
 * @param locatedIn id of the asset that holds this one, or null
 * @param partOf id of the asset that this one is a part of, or null
 * @param feeds ids of the assets that this one supplies; empty, never null
 * @param ifcGuid IFC GlobalId of its element, or null
 * @param attributes the free columns of {@code assets.csv}; empty cells are left out
 * @param retired true when the asset is no longer in the site: its thing is kept and marked
 */
public record Asset(String id, String type, String name, String locatedIn, String partOf, List<String> feeds, String ifcGuid,
                    Map<String, String> attributes, boolean retired) {
    public Asset {
        feeds = List.copyOf(feeds);
        attributes = Map.copyOf(attributes);
    }
}
