package io.gemello.core.discovery;

import io.gemello.core.normalise.NumberText;
import io.gemello.core.units.CodedUnit;
import io.gemello.core.units.NotConvertible;
import io.gemello.core.units.UnitBook;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the unit that values are in. What spellings mean is known to the {@link UnitBook} alone.
 */
final class UnitGuess {
    private final UnitBook book;
    private final Words words;

    UnitGuess(UnitBook book, Words words) {
        this.book = book;
        this.words = words;
    }

    /** @param code UCUM @param why what it rests on */
    record Found(String code, String why) {}

    /**
     * @param own the value's own name
     * @param named what the source named beside the payload; may be null
     * @param target of the quantity as far as it is known; null
     * @return empty where nothing tells
     */
    Optional<Found> of(Leaf leaf, String own, String named, Words.Match match) {
        String target = match == null ? "1" : match.quantity().unit();
        if (leaf.value() instanceof String text) {
            int end = NumberText.numberEnd(text.strip());
            if (end > 0) {
                String unit = text.strip().substring(end).strip();
                return meaning(unit, target).map(code -> new Found(code, "the payload says '" + unit + "'"));
            }
        }
        if (named != null) {
            return meaning(named, target).map(code -> new Found(code, "the source says '" + named + "'"));
        }
        if (match != null && !match.unit().isEmpty() && match.word().equals(own)) {
            return Optional.of(new Found(match.unit(), "'" + match.word() + "' says it"));
        }
        Optional<Found> inName = inName(own, target, match);
        return inName.isPresent() ? inName : beside(leaf, target, match);
    }

    /** A member {@code unit}, {@code uom} …, or {@code TempUnit} for a temperature, in the same object or one around it. */
    private Optional<Found> beside(Leaf leaf, String target, Words.Match match) {
        for (int i = leaf.around().size() - 1; i >= 0; i--) {
            boolean same = i == leaf.around().size() - 1;
            for (Map.Entry<?, ?> member : leaf.around().get(i).members().entrySet()) {
                String name = (String) member.getKey();
                if (!(member.getValue() instanceof String spelling) || !words.in("units", name)) {
                    continue;
                }
                Words.Match of = words.is("units", name) ? null : words.match(name.replaceAll("(?i)[_ -]?(units?|uom)$", ""));
                if (of == null ? same && words.is("units", name) : match != null && of.quantity() == match.quantity()) {
                    // One unit beside several values is not that of all of them.
                    Optional<String> code = meaning(spelling, target).filter(found -> match == null || fits(found, target));
                    if (code.isPresent()) {
                        return code.map(found -> new Found(found, "member '" + name + "' says '" + spelling + "'"));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The last part of a name such as {@code power_kw}; in other capitals too where only one unit is spelled so and fits. */
    private Optional<Found> inName(String name, String target, Words.Match match) {
        List<String> parts = Names.spelled(name).stream().filter(part -> part.codePoints().anyMatch(Character::isLetter) || part.equals("%")).toList();
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        String last = parts.get(parts.size() - 1);
        boolean known = match != null;
        if (words.is("notunits", last)) {
            return Optional.empty();
        }
        // The battery of which V is told is no share; but a word that tells the quantity is no unit beside.
        Optional<String> code = meaning(last, target).filter(found -> !known || fits(found, target) || !Names.withoutNumber(last.toLowerCase(Locale.ROOT)).equals(match.word()));
        if (code.isEmpty() && known) {
            TreeSet<String> codes = new TreeSet<>();
            book.known().forEach((spelling, meanings) -> {
                if (spelling.equalsIgnoreCase(last)) {
                    meanings.stream().filter(meaning -> fits(meaning, target)).forEach(codes::add);
                }
            });
            code = codes.size() == 1 ? Optional.of(codes.first()) : Optional.empty();
        } else if (code.isEmpty() && last.length() > 1) {
            code = meaning(last.toUpperCase(Locale.ROOT), target);
        }
        return code.map(found -> new Found(found, "'" + last + "' in its name"));
    }

    private Optional<String> meaning(String spelling, String target) {
        return book.code(target).flatMap(unit -> book.named(spelling, unit)).map(CodedUnit::code);
    }

    boolean fits(String code, String target) {
        return book.code(code).isPresent() && book.code(target).isPresent() && converted(0, code, target).isPresent();
    }

    /** Empty where the units do not measure the same. */
    Optional<Double> converted(double value, String from, String to) {
        try {
            return Optional.of(book.conversion(book.code(from).orElseThrow(), book.code(to).orElseThrow()).apply(value));
        } catch (NotConvertible no) {
            return Optional.empty();
        }
    }

    /** The quantity that is measured in such a unit; the first of the list. */
    Optional<Quantity> quantityIn(String code) {
        return words.quantities().stream().filter(quantity -> !quantity.unit().equals("1") && !quantity.unit().equals("%") && fits(code, quantity.unit())).findFirst();
    }
}
