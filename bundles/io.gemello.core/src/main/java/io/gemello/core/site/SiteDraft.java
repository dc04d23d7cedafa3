package io.gemello.core.site;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Site;
import java.util.List;
import java.util.Map;

/**
 * What the files of a site say, whether or not it can be applied.
 *
 * @param site null when {@code site.properties} cannot be used
 */
public record SiteDraft(Site site, Map<String, Asset> assets, Map<String, PointSpec> points, List<Fault> faults) {}
