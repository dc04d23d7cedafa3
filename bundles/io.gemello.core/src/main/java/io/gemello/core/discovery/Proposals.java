package io.gemello.core.discovery;

import java.util.List;

/**
 * What discovery came to.
 *
 * @param assets that the points need and the site does not hold yet
 * @param passedOver addresses without a measurement in their last payload
 */
public record Proposals(List<Proposal> points, List<NewAsset> assets, int passedOver) {
    /** A row of {@code assets.csv}. @param locatedIn empty in a site that does not say where things are */
    public record NewAsset(String asset, String type, String name, String locatedIn) {}
}
