package io.gemello.twin.graph;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Site;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of relation between assets, and which of its two ends suffers when the other fails.
 *
 * @param name its column in {@code assets.csv}, which is the attribute of the thing
 * @param namesDownstream true where an asset names those that depend on it ({@code feeds}), false where it names what it depends on ({@code partOf})
 * @param named ids of the assets that an asset names
 */
record RelationKind(String name, boolean namesDownstream, Function<Asset, List<String>> named) {
    /** A supply fails its consumers, a whole its parts, a place what stands in it. */
    private static final List<RelationKind> OF_EVERY_SITE = List.of(
        new RelationKind("feeds", true, Asset::feeds),
        new RelationKind("partOf", false, asset -> single(asset.partOf())),
        new RelationKind("locatedIn", false, asset -> single(asset.locatedIn())));

    /** Those of every site, and those that its own columns make. */
    static List<RelationKind> of(Site site) {
        return Stream.concat(OF_EVERY_SITE.stream(), site.relations().stream().map(own -> new RelationKind(own.column(), own.downstream(), own::of))).toList();
    }

    private static List<String> single(String id) {
        return id == null ? List.of() : List.of(id);
    }
}
