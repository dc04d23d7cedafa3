package io.gemello.twin.graph;

import io.gemello.api.catalogue.Asset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The same answer as {@link Walk} found another way, by ids: level after level every pair of assets is looked at again. */
final class NaiveWalk {
    private final Map<String, Asset> assets;
    private final List<String> kinds;
    private final boolean down;

    NaiveWalk(Map<String, Asset> assets, List<String> kinds, boolean down) {
        this.assets = assets;
        this.kinds = kinds;
        this.down = down;
    }

    /** The way to each asset that is reached, by asset in the order of the answer. */
    Map<String, List<String>> from(String start, int deepest, Predicate<String> readable) {
        Map<String, List<String>> ways = new LinkedHashMap<>();
        ways.put(start, List.of(start));
        for (int depth = 1; depth <= deepest; depth++) {
            Map<String, List<String>> level = new LinkedHashMap<>();
            for (String to : assets.keySet()) {
                if (ways.containsKey(to) || assets.get(to).retired() || !readable.test(to)) {
                    continue;
                }
                for (String from : assets.keySet()) {
                    if (ways.containsKey(from) && ways.get(from).size() == depth && !level.containsKey(to) && leads(from, to)) {
                        List<String> way = new ArrayList<>(ways.get(from));
                        way.add(to);
                        level.put(to, way);
                    }
                }
            }
            ways.putAll(level);
        }
        ways.remove(start);
        return ways;
    }

    boolean leads(String from, String to) {
        return kinds.stream().anyMatch(kind -> leads(kind, from, to));
    }

    boolean leads(String kind, String from, String to) {
        boolean around = kind.startsWith("-");
        Asset supply = assets.get(down != around ? from : to);
        Asset consumer = assets.get(down != around ? to : from);
        return switch (kind.replace("-", "")) {
            case "feeds" -> supply.feeds().contains(consumer.id());
            case "partOf" -> supply.id().equals(consumer.partOf());
            default -> supply.id().equals(consumer.locatedIn());
        };
    }
}
