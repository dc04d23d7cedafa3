package io.gemello.twin.graph;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Site;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The assets of one applied site as numbers, in the order of the file, and their relations. Retired ones are no longer in the building. Immutable. */
final class SiteGraph {
    private final Site site;
    private final Asset[] assets;
    private final Map<String, Integer> numbers;
    private final List<Relation> relations;

    /** @param down from what supplies or holds to what depends on it @param up the other way round */
    record Relation(RelationKind kind, Edges down, Edges up) {}

    private SiteGraph(Site site, Asset[] assets, Map<String, Integer> numbers, List<Relation> relations) {
        this.site = site;
        this.assets = assets;
        this.numbers = numbers;
        this.relations = relations;
    }

    static SiteGraph of(Catalogue catalogue) {
        Asset[] assets = catalogue.assets().values().stream().filter(asset -> !asset.retired()).toArray(Asset[]::new);
        Map<String, Integer> numbers = new HashMap<>(assets.length * 2);
        for (int i = 0; i < assets.length; i++) {
            numbers.put(assets[i].id(), i);
        }
        List<Relation> relations = new ArrayList<>();
        for (RelationKind kind : RelationKind.of(catalogue.site())) {
            relations.add(relation(kind, assets, numbers));
        }
        return new SiteGraph(catalogue.site(), assets, numbers, List.copyOf(relations));
    }

    private static Relation relation(RelationKind kind, Asset[] assets, Map<String, Integer> numbers) {
        int[] naming = new int[assets.length];
        int[] named = new int[assets.length];
        int count = 0;
        for (int i = 0; i < assets.length; i++) {
            for (String id : kind.named().apply(assets[i])) {
                Integer other = numbers.get(id);
                if (other == null) {
                    continue;
                }
                if (count == naming.length) {
                    naming = Arrays.copyOf(naming, count * 2);
                    named = Arrays.copyOf(named, count * 2);
                }
                naming[count] = i;
                named[count++] = other;
            }
        }
        Edges asNamed = Edges.of(assets.length, naming, named, count);
        Edges against = Edges.of(assets.length, named, naming, count);
        return kind.namesDownstream() ? new Relation(kind, asNamed, against) : new Relation(kind, against, asNamed);
    }

    int size() {
        return assets.length;
    }

    Asset asset(int number) {
        return assets[number];
    }

    String thingId(int number) {
        return site.thingId(assets[number].id());
    }

    /** -1 for an unknown one. */
    int number(String asset) {
        return numbers.getOrDefault(asset, -1);
    }

    /** In the order in which they are asked. */
    List<Relation> relations() {
        return relations;
    }
}
