package io.gemello.api.catalogue;

import java.util.List;

/**
 * A column of {@code assets.csv} that names other assets, beyond {@code feeds}, {@code partOf} and {@code locatedIn}.
 *
 * @param column its name, which is the attribute of the thing too
 * @param downstream true where what is named depends on the asset that names it ({@code powers}), false where it is the other way round ({@code cooledBy})
 */
public record Relation(String column, boolean downstream) {
    static final String PREFIX = "relations.";

    /** The ids that an asset names; empty, never null. */
    public List<String> of(Asset asset) {
        return ids(asset.attributes().get(column));
    }

    /** The ids in a cell. @param cell may be null */
    public static List<String> ids(String cell) {
        return cell == null || cell.isBlank() ? List.of() : List.of(cell.strip().split("\\s*[;,]\\s*"));
    }
}
