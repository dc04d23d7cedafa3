package io.gemello.bim.mapping;

import io.gemello.api.catalogue.Asset;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Elements that an asset or a point may be, with a score and its reasons. Each sign of kinship raises the score: the tag, the name, the
 * space it stands in, how near it stands, what kind of thing it is. A person decides; nothing is mapped by it.
 */
public final class Proposals {
    private static final double TAG = 0.9;
    private static final double NAME = 0.85;
    private static final double SPACE = 0.35;
    private static final double NEAR = 0.5;
    private static final double KIND = 0.2;
    /** Of elements that something else is mapped on already. */
    private static final double TAKEN = 0.5;
    /** Metres in which nearness falls to a third. */
    private static final double REACH = 1;
    private static final double LEAST = 0.2;
    private static final int DEPTH = 50;

    /** @param score from 0 to 1 */
    public record Proposal(IfcObject element, double score, List<String> reasons) {}

    private final Catalogue catalogue;
    private final IfcModel model;
    private final Set<String> taken;
    private final List<IfcObject> elements;
    private final List<Set<String>> tokens = new ArrayList<>();

    /** @param taken GlobalIds that something is mapped on */
    public Proposals(Catalogue catalogue, IfcModel model, Set<String> taken) {
        this.catalogue = catalogue;
        this.model = model;
        this.taken = taken;
        elements = new ElementIndex(model).all();
        elements.forEach(element -> tokens.add(tokens(element.name() + " " + text(element.longName()))));
    }

    /** The best first. @param pointId null for the asset itself */
    public List<Proposal> of(String assetId, String pointId, int most) {
        Asset asset = catalogue.assets().get(assetId);
        List<Set<String>> names = new ArrayList<>();
        if (pointId != null) {
            names.add(tokens(pointId));
        }
        if (asset != null) {
            names.add(tokens(asset.id()));
            names.add(tokens(asset.name()));
        }
        Set<String> words = words(asset, pointId);
        Set<String> places = places(asset);
        double[] position = position(asset);
        String type = asset == null ? "" : asset.type().toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
        List<Proposal> found = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            Proposal one = judge(elements.get(i), tokens.get(i), names, words, places, position, type);
            if (one.score() >= LEAST) {
                found.add(one);
            }
        }
        found.sort(Comparator.comparingDouble(Proposal::score).reversed().thenComparing(one -> one.element().guid()));
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private Proposal judge(IfcObject element, Set<String> tokens, List<Set<String>> names, Set<String> words, Set<String> places, double[] position, String type) {
        List<String> reasons = new ArrayList<>(3);
        double doubt = 1;
        if (element.tag() != null && words.contains(Glob.plain(element.tag()))) {
            doubt *= 1 - TAG;
            reasons.add("tag " + element.tag());
        }
        double alike = names.stream().mapToDouble(name -> alike(name, tokens)).max().orElse(0);
        if (alike > 0.3) {
            doubt *= 1 - NAME * alike;
            reasons.add("name '" + element.name() + "' is alike to " + Math.round(alike * 100) + " %");
        }
        if (!places.isEmpty()) {
            String place = placeOf(element, places);
            if (place != null) {
                doubt *= 1 - SPACE;
                reasons.add("in " + place);
            }
        }
        if (position != null && element.place() != null) {
            double distance = Math.sqrt(Math.pow(position[0] - element.place().x(), 2) + Math.pow(position[1] - element.place().y(), 2) + Math.pow(position[2] - element.place().z(), 2));
            double near = Math.exp(-distance / REACH);
            if (near > 0.05) {
                doubt *= 1 - NEAR * near;
                reasons.add(String.format(Locale.ROOT, "%.1f m away", distance));
            }
        }
        if (!reasons.isEmpty() && type.length() > 2 && (element.entity() + " " + text(element.objectType()) + " " + element.name()).toLowerCase(Locale.ROOT).replaceAll("[^a-z ]", "").contains(type)) {
            doubt *= 1 - KIND;
            reasons.add("is a " + type);
        }
        double score = 1 - doubt;
        if (taken.contains(element.guid())) {
            score *= TAKEN;
            reasons.add("something else is mapped on it");
        }
        return new Proposal(element, score, List.copyOf(reasons));
    }

    /** Shared words against all words; a number counts twice, because it tells one rack from the next. */
    static double alike(Set<String> one, Set<String> other) {
        double both = 0;
        double all = 0;
        for (String token : one) {
            double weight = Character.isDigit(token.charAt(0)) ? 2 : 1;
            all += weight;
            both += other.contains(token) ? weight : 0;
        }
        for (String token : other) {
            all += one.contains(token) ? 0 : Character.isDigit(token.charAt(0)) ? 2 : 1;
        }
        return all == 0 ? 0 : both / all;
    }

    /** Words and numbers, capitals and leading zeros away. */
    static Set<String> tokens(String text) {
        Set<String> tokens = new HashSet<>();
        for (String token : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+|(?<=\\p{L})(?=\\p{N})|(?<=\\p{N})(?=\\p{L})")) {
            String plain = token.replaceFirst("^0+(?=\\d)", "");
            if (!plain.isEmpty()) {
                tokens.add(plain);
            }
        }
        return tokens;
    }

    private static Set<String> words(Asset asset, String pointId) {
        Set<String> words = new HashSet<>();
        if (asset != null) {
            asset.attributes().values().forEach(value -> words.add(Glob.plain(value)));
            words.add(Glob.plain(asset.id()));
            words.add(Glob.plain(asset.name()));
        }
        if (pointId != null) {
            words.add(Glob.plain(pointId));
        }
        return words;
    }

    /** What it stands in, as the site says. */
    private Set<String> places(Asset asset) {
        Set<String> places = new HashSet<>();
        Asset at = asset == null ? null : catalogue.assets().get(text(asset.locatedIn()));
        for (int depth = 0; at != null && depth < DEPTH; depth++) {
            places.add(Glob.plain(at.id()));
            places.add(Glob.plain(at.name()));
            at = catalogue.assets().get(text(at.locatedIn()));
        }
        return places;
    }

    private String placeOf(IfcObject element, Set<String> places) {
        IfcObject at = model.parent(element);
        for (int depth = 0; at != null && depth < DEPTH; depth++, at = model.parent(at)) {
            if (places.contains(Glob.plain(at.name())) || places.contains(Glob.plain(text(at.longName())))) {
                return at.name();
            }
        }
        return null;
    }

    /** Attributes {@code x}, {@code y}, {@code z}: metres in the model's coordinates. Null where one is missing. */
    private static double[] position(Asset asset) {
        Map<String, String> given = asset == null ? Map.of() : asset.attributes();
        double[] position = new double[3];
        for (int i = 0; i < 3; i++) {
            String text = given.getOrDefault("xyz".substring(i, i + 1), "");
            if (!text.matches("-?[0-9]{1,9}(\\.[0-9]{1,9})?")) {
                return null;
            }
            position[i] = Double.parseDouble(text);
        }
        return position;
    }

    private static String text(String maybe) {
        return maybe == null ? "" : maybe;
    }
}
