package io.gemello.api.catalogue;

import java.util.Objects;

/**
 * One measured or commanded quantity of an asset (in the sense of Brick and BACnet). Immutable; two points are equal when
 * their {@link #key()} is, whatever else of them the site changed in between.
 *
 * @param key a number that stays with this point's id as long as the data folder lives; small and dense, fit as an array index
 * @param id unique within the site, as in {@code points.csv}
 * @param asset id of the asset
 * @param feature name of the Ditto feature of the asset's thing
 * @param quantity what is measured, e.g. {@code temperature}; the measurement's name in Influx words
 * @param unit UCUM code of every reading's value; {@code "1"} for plain numbers and states
 * @param retired true when the point is no longer in the site but still has history
 */
public record Point(int key, String id, String asset, String feature, String quantity, String unit, boolean retired) {
    public Point {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(asset, "asset");
        Objects.requireNonNull(feature, "feature");
        Objects.requireNonNull(quantity, "quantity");
        Objects.requireNonNull(unit, "unit");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Point that && that.key == key;
    }

    @Override
    public int hashCode() {
        return key;
    }
}
