package io.gemello.core.discovery;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the asset that an address speaks of: one of the site's where a part of the address is called like it, else the part that looks like a device. */
final class AssetGuess {
    private final Words words;
    /** By id or name, small and without marks. */
    private final Map<String, String> known = new HashMap<>();
    private final Map<String, Proposals.NewAsset> proposed = new LinkedHashMap<>();
    private final Catalogue site;
    private final String everywhere;

    /** @param why what it rests on @param certainty from 0 to 1 */
    record Found(String asset, boolean isNew, String why, double certainty) {}

    AssetGuess(Catalogue site, Words words) {
        this.site = site;
        this.words = words;
        for (Asset asset : site.assets().values()) {
            if (!asset.retired()) {
                known.putIfAbsent(Names.whole(asset.name()), asset.id());
            }
        }
        site.assets().values().stream().filter(asset -> !asset.retired()).forEach(asset -> known.put(Names.whole(asset.id()), asset.id()));
        everywhere = outermost(site);
    }

    /** What holds others and is held by none; empty in a site that does not say where things are. */
    private static String outermost(Catalogue site) {
        for (Asset asset : site.assets().values()) {
            boolean holds = site.assets().values().stream().anyMatch(other -> !other.retired() && (asset.id().equals(other.locatedIn()) || asset.id().equals(other.partOf())));
            if (!asset.retired() && holds && asset.locatedIn() == null && asset.partOf() == null) {
                return asset.id();
            }
        }
        return "";
    }

    /** @param within names inside the payload @param lastIsValue whether the last segment names the value itself */
    Found of(String adapter, List<String> segments, List<String> within, boolean lastIsValue) {
        List<String> named = new ArrayList<>(segments);
        named.addAll(within);
        for (int i = named.size() - 1; i >= 0; i--) {
            String id = known.get(Names.whole(named.get(i)));
            if (id != null && !Names.whole(named.get(i)).isEmpty()) {
                String inner = i >= segments.size() ? null : device(segments.subList(i + 1, segments.size()), segments.size() - i - 1 - (lastIsValue ? 1 : 0));
                return inner == null ? new Found(id, false, "'" + named.get(i) + "' is asset " + id, 1)
                    : new Found(id, false, "'" + named.get(i) + "' is asset " + id + ", but '" + inner + "' may be one of its own", 0.7);
            }
        }
        String segment = device(segments, lastIsValue && segments.size() > 1 ? segments.size() - 1 : segments.size());
        String id = Names.assetId(segment == null ? adapter : segment);
        id = id.isEmpty() ? "device" : id;
        if (site.assets().containsKey(id)) {
            // Retired: its row comes back with this one.
            return propose(id, segment, "asset " + id + " is retired and comes back", 0.8);
        }
        return segment == null ? propose(id, id, "no part of the address names a device: called after the adapter", 0.5) : propose(id, segment, "'" + segment + "' looks like the device", 0.8);
    }

    private Found propose(String id, String name, String why, double certainty) {
        proposed.computeIfAbsent(id, made -> new Proposals.NewAsset(made, words.type(made), name, everywhere));
        return new Found(id, true, why, certainty);
    }

    /** Behind a word such as {@code devices}; else the last part with a digit or a dash in it; else the last that says anything. */
    private String device(List<String> segments, int end) {
        List<String> candidates = new ArrayList<>();
        for (int i = 0; i < end; i++) {
            String segment = segments.get(i);
            boolean says = !words.is("generic", segment) && !segment.matches("\\d*|.*:\\d+") && !words.is("skiptrees", segment) && !Names.assetId(segment).isEmpty();
            if (says && i > 0 && words.is("devicemarks", segments.get(i - 1))) {
                return segment;
            }
            Words.Match match = words.match(segment);
            if (says && (match == null || match.weak() || Names.parts(segment).size() > 1 && segment.matches(".*[0-9-].*") && !segment.contains(":"))) {
                candidates.add(segment);
            }
        }
        String found = null;
        for (String candidate : candidates) {
            if (found == null || candidate.matches(".*[0-9-].*") || !found.matches(".*[0-9-].*")) {
                found = candidate;
            }
        }
        return found;
    }

    List<Proposals.NewAsset> proposed() {
        return List.copyOf(proposed.values());
    }
}
