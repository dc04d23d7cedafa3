package io.gemello.control.inlet;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which assets another one supplies: what it feeds, and all that is part of that or located in it. */
final class Reach {
    private final Catalogue site;
    private final Map<String, Set<String>> fed = new HashMap<>();

    Reach(Catalogue site) {
        this.site = site;
    }

    boolean feeds(String from, String to) {
        return fed.computeIfAbsent(from, this::all).contains(to);
    }

    private Set<String> all(String from) {
        Set<String> found = new HashSet<>();
        Deque<String> next = new ArrayDeque<>(site.assets().containsKey(from) ? site.assets().get(from).feeds() : Set.of());
        while (!next.isEmpty()) {
            String id = next.poll();
            if (found.add(id)) {
                for (Asset asset : site.assets().values()) {
                    if (id.equals(asset.partOf()) || id.equals(asset.locatedIn())) {
                        next.add(asset.id());
                    }
                }
            }
        }
        return found;
    }
}
