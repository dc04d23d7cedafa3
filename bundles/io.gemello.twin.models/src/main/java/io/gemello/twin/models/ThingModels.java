package io.gemello.twin.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.catalogue.Site;

/** Which model a thing is of: what its definition says, else the site's column {@code twinModel}, else {@code models.TYPE} of {@code site.properties}. */
final class ThingModels {
    /** The column of assets.csv and the attribute that it becomes. */
    static final String ATTRIBUTE = "twinModel";
    private static final String PROPERTY = "models.";

    private ThingModels() {}

    /**
     * @param name as it is said
     * @param path where in the thing; of what {@code site.properties} says that of the type
     * @param bySite whether the site's files say so
     */
    record Said(String name, String path, boolean bySite) {}

    /** Null for a thing without a model. @param site null while none is applied */
    static Said of(JsonNode thing, Site site) {
        String definition = ModelJson.text(thing, "definition");
        if (definition != null) {
            return new Said(definition, "/definition", false);
        }
        JsonNode attributes = thing.path("attributes");
        String column = ModelJson.text(attributes, ATTRIBUTE);
        if (column != null) {
            return new Said(column, "/attributes/" + ATTRIBUTE, true);
        }
        String type = ModelJson.text(attributes, "type");
        String byType = site == null || type == null ? null : site.properties().get(PROPERTY + type);
        return byType == null || byType.isBlank() ? null : new Said(byType.strip(), "/attributes/type", true);
    }
}
