package io.gemello.twin.graph;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.Site;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A site of assets that hang together at random, in circles too. */
record SeededSite(Map<String, Asset> assets, Map<String, String> properties) implements Catalogue {
    /** @param feeding supplies that an asset has on average */
    static SeededSite of(int size, double feeding, long seed) {
        Random random = new Random(seed);
        Map<String, Asset> assets = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            List<String> feeds = new ArrayList<>();
            while (random.nextDouble() < feeding / (1 + feeding)) {
                feeds.add("a" + random.nextInt(size));
            }
            assets.put("a" + i, new Asset("a" + i, "type-" + random.nextInt(3), "A" + i, other(random, size), other(random, size), feeds, null, Map.of(), random.nextInt(50) == 0));
        }
        return new SeededSite(assets, Map.of());
    }

    /** Unlike a site's files it may go round in circles, and lead to what is not there. */
    private static String other(Random random, int size) {
        return random.nextInt(3) > 0 ? null : "a" + random.nextInt(size + 1);
    }

    @Override
    public Site site() {
        return new Site("seeded", "org.seeded", ZoneId.of("UTC"), Path.of("/site"), properties);
    }

    @Override
    public Map<String, Point> points() {
        return Map.of();
    }

    @Override
    public PointDetail detail(String pointId) {
        return null;
    }

    @Override
    public long revision() {
        return 1;
    }
}
