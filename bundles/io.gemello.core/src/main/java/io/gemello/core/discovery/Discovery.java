package io.gemello.core.discovery;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.core.intake.Unmapped;
import io.gemello.core.normalise.NumberText;
import io.gemello.core.units.UnitBook;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes of what delivers and leads nowhere rows of {@code points.csv}: one for every measurement in the last payload of an address. Guesses are said to be guesses. */
public final class Discovery {
    private final UnitBook book;
    private final Words words = Words.load();
    private final UnitGuess units;

    public Discovery(UnitBook book) {
        this.book = book;
        units = new UnitGuess(book, words);
    }

    /** @param most rows at most */
    public Proposals propose(List<Unmapped.Entry> entries, Catalogue site, int most) {
        Round round = new Round(site);
        int passedOver = 0;
        for (Unmapped.Entry entry : entries) {
            int before = round.rows.size();
            if (before < most) {
                round.take(entry, most);
                passedOver += round.rows.size() == before ? 1 : 0;
            }
        }
        return new Proposals(List.copyOf(round.rows), round.assets.proposed(), passedOver);
    }

    /** One answer: ids are unique within it and within the site. */
    private final class Round {
        private final List<Proposal> rows = new ArrayList<>();
        private final AssetGuess assets;
        private final Set<String> points = new HashSet<>();
        private final Set<String> features = new HashSet<>();

        Round(Catalogue site) {
            assets = new AssetGuess(site, words);
            for (Point point : site.points().values()) {
                points.add(point.id());
                features.add(point.asset() + "\n" + point.feature());
            }
        }

        void take(Unmapped.Entry entry, int most) {
            List<String> segments = Stream.of(entry.address().split("/")).filter(segment -> !segment.isBlank()).toList();
            if (segments.isEmpty() || entry.address().startsWith("$") || segments.stream().anyMatch(segment -> words.is("skiptopics", segment))) {
                return;
            }
            Payload payload = Payload.read(entry.payload());
            for (Leaf leaf : payload.leaves()) {
                if (rows.size() < most && !isSkipped(leaf)) {
                    row(entry, segments, leaf, payload);
                }
            }
        }

        private void row(Unmapped.Entry entry, List<String> segments, Leaf leaf, Payload payload) {
            boolean alone = !payload.isDocument();
            List<String> names = new ArrayList<>(leaf.names());
            Collections.reverse(names);
            int within = names.size();
            for (int i = segments.size() - 1; i >= 0; i--) {
                names.add(segments.get(i));
            }
            Evidence evidence = Evidence.of(names, words, within == 0 ? 1 : within);
            List<String> why = new ArrayList<>();
            Measure measure = measure(leaf, names.get(0), entry, evidence, why);
            if (measure == null) {
                return;
            }
            String address = alone ? entry.address() : address(entry.address(), leaf);
            if (address == null) {
                return;
            }
            AssetGuess.Found asset = assets.of(entry.adapter(), segments, leaf.names(), alone);
            why.add(asset.why());
            if (payload.cut()) {
                why.add("the payload was longer than what is remembered: it may hold more");
            }
            String feature = feature(asset.asset(), leaf, segments, evidence, measure);
            String point = unused(points, "", asset.asset() + "-" + feature);
            features.add(asset.asset() + "\n" + feature);
            points.add(point);
            double confidence = Math.round(measure.certainty() * asset.certainty() * 100) / 100.0;
            rows.add(new Proposal(point, asset.asset(), asset.isNew(), feature, measure.quantity(), measure.unit(), measure.sourceUnit(), measure.states(), entry.adapter(), address, leaf.value(), confidence, List.copyOf(why)));
        }

        private String feature(String asset, Leaf leaf, List<String> segments, Evidence evidence, Measure measure) {
            List<String> names = leaf.names();
            String own = names.isEmpty() ? segments.get(segments.size() - 1) : names.get(names.size() - 1);
            boolean says = evidence.match() != null && evidence.depth() == 0;
            List<String> parts = new ArrayList<>(says && !evidence.match().quantity().exact().containsKey(own) ? Names.parts(own) : List.of());
            if (parts.isEmpty()) {
                parts.addAll(says ? List.of(measure.quantity()) : evidence.match() != null && evidence.depth() < names.size() ? List.of(names.get(names.size() - 1 - evidence.depth()), own)
                    : own.matches("\\d*") || words.is("generic", own) ? List.of(measure.quantity(), own) : List.of(own));
            }
            String feature = Names.id(parts);
            feature = feature.isEmpty() ? measure.quantity() : feature;
            if (features.contains(asset + "\n" + feature) && !Names.whole(feature).contains(Names.whole(own))) {
                feature = Names.id(List.of(feature, Names.whole(own)));
            }
            if (features.contains(asset + "\n" + feature)) {
                String parent = names.size() > 1 ? names.get(names.size() - 2) : segments.size() > 1 ? segments.get(segments.size() - 2) : "";
                feature = Names.id(List.of(parent, feature));
            }
            return unused(features, asset + "\n", feature);
        }

        private String unused(Set<String> taken, String before, String id) {
            String free = id;
            for (int n = 2; taken.contains(before + free); n++) {
                free = id + "-" + n;
            }
            return free;
        }
    }

    /** What is no measurement: what a device says of itself, times, and what is read with a value (its unit). */
    private boolean isSkipped(Leaf leaf) {
        List<String> names = leaf.names();
        for (int i = 0; i < names.size() - 1; i++) {
            if (words.is("skiptrees", names.get(i))) {
                return true;
            }
        }
        String own = leaf.name();
        return !own.isEmpty() && (words.is("skiptrees", own) || words.in("skip", own) || words.is("units", own) || own.length() > 1 && words.in("times", own) || words.in("times", own) && Times.isTime(leaf.value()));
    }

    private String address(String topic, Leaf leaf) {
        String path = Leaf.notation(leaf.path());
        String time = Times.pathFor(leaf, words);
        return path == null || topic.contains("#$") ? null : topic + "#" + path + (time == null ? "" : "@" + time);
    }

    /** @param certainty from 0 to 1 */
    private record Measure(String quantity, String unit, String sourceUnit, String states, double certainty) {}

    /** Null for what is no measurement. */
    private Measure measure(Leaf leaf, String own, Unmapped.Entry entry, Evidence evidence, List<String> why) {
        Words.Match match = evidence.match();
        Object value = leaf.value();
        double number = value instanceof Number given ? given.doubleValue() : value instanceof String text ? leading(text) : Double.NaN;
        if (Double.isNaN(number)) {
            return state(value, match, evidence, why);
        }
        Optional<UnitGuess.Found> named = units.of(leaf, own, entry.unit(), match);
        if (value instanceof String text && NumberText.numberEnd(text.strip()) > 0 && named.isEmpty()) {
            // 18:05, 2 of 3: a number at the beginning makes no measurement.
            return null;
        }
        Quantity quantity = match == null ? null : match.quantity();
        double certainty = evidence.certainty();
        if (named.isPresent() && (quantity == null || !units.fits(named.get().code(), quantity.unit()))) {
            quantity = units.quantityIn(named.get().code()).orElse(null);
            certainty = 0.7;
            why.add("quantity from the unit");
        } else {
            why.add(match == null ? "no word tells what it is: take the quantity and unit from the device's manual" : "'" + match.word() + "' in " + evidence.where());
        }
        named.ifPresent(unit -> why.add("unit " + unit.code() + ": " + unit.why()));
        String name = quantity == null ? Names.id(Names.parts(own)) : quantity.name();
        String unit = named.map(UnitGuess.Found::code).orElse(quantity == null ? "1" : quantity.unit());
        if (quantity == null) {
            return checked(name.isEmpty() ? "value" : name, unit, "", named.isPresent() ? 0.5 : 0.2);
        }
        if (named.isEmpty()) {
            certainty *= 0.8;
            why.add("unit assumed");
        }
        certainty *= plausible(number, unit, named.isPresent(), quantity, why);
        return quantity.converted() ? checked(name, quantity.unit(), unit, certainty) : checked(name, unit, "", certainty);
    }

    /** Lowers the certainty of a value that is unusual, and says which unit would make it usual. */
    private double plausible(double number, String unit, boolean named, Quantity quantity, List<String> why) {
        double value = units.converted(number, unit, quantity.unit()).orElse(number);
        if (quantity.usual(value)) {
            return 1;
        }
        for (String other : named ? List.<String>of() : quantity.mistaken()) {
            Optional<Double> would = units.converted(number, other, quantity.unit());
            if (would.isPresent() && quantity.usual(would.get())) {
                why.add(String.format(Locale.ROOT, "%s is unusual in %s and may be in %s: then write sourceUnit %s", plain(number), unit, other, other));
                return 0.5;
            }
        }
        why.add(plain(number) + " is unusual in " + unit + ": look at it");
        return 0.6;
    }

    private Measure state(Object value, Words.Match match, Evidence evidence, List<String> why) {
        boolean twoStates = match != null && match.quantity().unit().equals("1") && !match.weak() && evidence.depth() <= 1;
        String states = value instanceof String text ? words.states(text.strip()) : "";
        if (!twoStates || states == null) {
            return null;
        }
        why.add("'" + match.word() + "' in " + evidence.where());
        why.add(states.isEmpty() ? "false is 0, true is 1" : "only '" + value + "' was seen: see that the states are spelled so");
        return checked(match.quantity().name(), "1", "", states, evidence.certainty() * (states.isEmpty() ? 1 : 0.8));
    }

    private Measure checked(String quantity, String unit, String sourceUnit, double certainty) {
        return checked(quantity, unit, sourceUnit, "", certainty);
    }

    /** As the site's file will be read: a code that would not be understood there is not proposed. */
    private Measure checked(String quantity, String unit, String sourceUnit, String states, double certainty) {
        boolean understood = book.declared(unit, quantity).map(found -> found.code().equals(unit)).orElse(false)
            && (sourceUnit.isEmpty() || book.declared(sourceUnit, quantity).map(found -> found.code().equals(sourceUnit)).orElse(false));
        return understood ? new Measure(quantity, unit, sourceUnit.equals(unit) ? "" : sourceUnit, states, certainty) : new Measure(quantity, "1", "", states, 0.2);
    }

    private static double leading(String text) {
        String bare = text.strip();
        int end = NumberText.numberEnd(bare);
        return NumberText.parse(end > 0 ? bare.substring(0, end) : bare);
    }

    private static String plain(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number) : Double.toString(number);
    }
}
