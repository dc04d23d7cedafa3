package io.gemello.adapter.derived;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Which points: a list of ids, or all that meet every criterion.
 *
 * @param ids empty where there are criteria
 * @param criteria by {@code in}, {@code type}, {@code asset}, {@code feature}, {@code quantity}; a {@code *} in a value stands for anything
 */
record Selection(List<String> ids, Map<String, String> criteria) {
    private static final List<String> KEYS = List.of("in", "type", "asset", "feature", "quantity");

    /** @param text ids, or {@code key=value}; values may have spaces: a word without {@code =} goes on with the value before it */
    static Selection of(String text) {
        List<String> ids = new ArrayList<>();
        Map<String, String> criteria = new LinkedHashMap<>();
        String last = null;
        for (String word : text.strip().split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                last = word.substring(0, equals);
                if (!KEYS.contains(last)) {
                    throw new IllegalArgumentException("'" + last + "=' selects nothing; there are " + String.join("=, ", KEYS) + "=");
                }
                if (criteria.put(last, word.substring(equals + 1)) != null) {
                    throw new IllegalArgumentException("'" + last + "=' stands twice in '" + text + "'");
                }
            } else if (last != null) {
                criteria.merge(last, word, (before, more) -> before + " " + more);
            } else {
                ids.add(word);
            }
        }
        if (!ids.isEmpty() && !criteria.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "' mixes ids of points with criteria: write one or the other");
        }
        return new Selection(List.copyOf(ids), Collections.unmodifiableMap(criteria));
    }

    /** @param self never selected by criteria @throws IllegalArgumentException when there is none, with what to do */
    List<Point> in(Catalogue site, Point self) {
        List<Point> found = new ArrayList<>();
        for (String id : ids) {
            Point point = site.points().get(id);
            if (point == null || point.retired()) {
                throw new IllegalArgumentException("'" + id + "' is no point of this site");
            }
            found.add(point);
        }
        if (!criteria.isEmpty()) {
            String subtree = criteria.get("in");
            if (subtree != null && !site.assets().containsKey(subtree)) {
                throw new IllegalArgumentException("in=" + subtree + ": that is no asset of this site");
            }
            Map<String, Predicate<String>> tests = tests();
            site.points().values().stream().filter(point -> !point.retired() && !point.equals(self) && meets(tests, point, site)).forEach(found::add);
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("no point meets '" + this + "'");
        }
        return found;
    }

    private Map<String, Predicate<String>> tests() {
        Map<String, Predicate<String>> tests = new HashMap<>();
        criteria.forEach((key, value) -> tests.put(key, value.contains("*") && !key.equals("in") ? Pattern.compile(Pattern.quote(value).replace("*", "\\E.*\\Q")).asMatchPredicate() : value::equals));
        return tests;
    }

    private boolean meets(Map<String, Predicate<String>> tests, Point point, Catalogue site) {
        Asset asset = site.assets().get(point.asset());
        return asset != null && tests.entrySet().stream().allMatch(one -> switch (one.getKey()) {
            case "in" -> within(asset, criteria.get("in"), site);
            case "type" -> one.getValue().test(asset.type());
            case "asset" -> one.getValue().test(asset.id());
            case "feature" -> one.getValue().test(point.feature());
            default -> one.getValue().test(point.quantity());
        });
    }

    /** By place or as a part, over any number of steps; the site's tables have no circles. */
    private static boolean within(Asset asset, String subtree, Catalogue site) {
        return asset != null && (asset.id().equals(subtree) || asset.locatedIn() != null && within(site.assets().get(asset.locatedIn()), subtree, site)
            || asset.partOf() != null && within(site.assets().get(asset.partOf()), subtree, site));
    }

    @Override
    public String toString() {
        List<String> words = new ArrayList<>(ids);
        criteria.forEach((key, value) -> words.add(key + "=" + value));
        return String.join(" ", words);
    }
}
