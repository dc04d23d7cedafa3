package io.gemello.core.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;

/**
 * Every unit that this runtime knows: UCUM codes for the site's files, and the spellings of the field for what sources
 * send. A spelling is understood or unknown; it is never guessed. Any thread.
 */
public final class UnitBook {
    /** Relative error of the third point up to which a conversion counts as a straight line. */
    private static final double STRAIGHT = 1e-9;

    private final UcumCodes codes;
    private final Spellings spellings;
    private final Map<String, Optional<CodedUnit>> parsed = new ConcurrentHashMap<>();

    public UnitBook() {
        // The library finds its parts by ServiceLoader, through the thread's class loader.
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(UnitBook.class.getClassLoader());
        try {
            codes = new UcumCodes();
            spellings = Spellings.load();
            conversion(code("[degF]").orElseThrow(), code("Cel").orElseThrow());
        } catch (NotConvertible e) {
            throw new IllegalStateException("the unit library is damaged: " + e.getMessage(), e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A UCUM code as it stands, or empty. */
    public Optional<CodedUnit> code(String code) {
        return parsed.computeIfAbsent(code, codes::parse);
    }

    /**
     * What the site's file calls a unit: a UCUM code or a spelling that has one meaning. {@code C}, {@code F} and {@code S} are
     * taken for what the quantity says: a coulomb for a temperature would be believed for years.
     */
    public Optional<CodedUnit> declared(String text, String quantity) {
        List<String> meanings = spellings.meanings(text);
        if (meanings.size() == 1 && !spellings.weak(text)) {
            return code(meanings.get(0));
        }
        Optional<CodedUnit> ucum = code(text);
        if (!text.equals("C") && !text.equals("F") && !text.equals("S")) {
            return ucum;
        }
        String about = quantity.toLowerCase(Locale.ROOT);
        return switch (text) {
            case "C" -> about.contains("temp") ? code("Cel") : about.contains("charge") ? ucum : Optional.empty();
            case "F" -> about.contains("temp") ? code("[degF]") : about.contains("capacit") ? ucum : Optional.empty();
            default -> about.contains("conduct") ? ucum : about.contains("time") || about.contains("duration") || about.contains("interval") ? code("s") : Optional.empty();
        };
    }

    /** Every meaning that a source's spelling may have; empty when it is unknown. */
    public List<CodedUnit> meanings(String spelling) {
        List<CodedUnit> units = new ArrayList<>();
        spellings.meanings(spelling).forEach(code -> code(code).ifPresent(units::add));
        return units;
    }

    /**
     * What a source's spelling means for a point in this unit. Spellings of several meanings are decided by what is measured:
     * {@code C} is Celsius for a temperature. Empty: unknown, or still ambiguous. What is returned need not be convertible.
     */
    public Optional<CodedUnit> named(String spelling, CodedUnit target) {
        List<CodedUnit> all = meanings(spelling);
        List<CodedUnit> fitting = all.stream().filter(u -> convertible(u, target)).toList();
        if (fitting.size() == 1) {
            return Optional.of(fitting.get(0));
        }
        return fitting.isEmpty() && all.size() == 1 && !spellings.weak(spelling) ? Optional.of(all.get(0)) : Optional.empty();
    }

    private boolean convertible(CodedUnit from, CodedUnit to) {
        try {
            conversion(from, to);
            return true;
        } catch (NotConvertible e) {
            return false;
        }
    }

    /** The straight line from one unit to the other, checked at a third point. */
    public Affine conversion(CodedUnit from, CodedUnit to) throws NotConvertible {
        if (from.code().equals(to.code())) {
            return Affine.IDENTITY;
        }
        if (from.unit() == null || to.unit() == null || !kindsFit(from, to)) {
            throw new NotConvertible(from + " cannot be converted to " + to + ": they do not measure the same");
        }
        UnitConverter converter = converter(from.unit(), to.unit());
        double offset = converter.convert(0d);
        double gain = offset == 0 ? converter.convert(1d) : (converter.convert(1024d) - offset) / 1024;
        double expected = gain * -333 + offset;
        double third = converter.convert(-333d);
        if (!Double.isFinite(gain) || gain == 0 || Math.abs(third - expected) > STRAIGHT * Math.max(Math.abs(expected), Math.abs(offset))) {
            throw new NotConvertible("from " + from + " to " + to + " is no straight line; have the source send a linear unit");
        }
        return new Affine(gain, offset);
    }

    private static UnitConverter converter(Unit<?> from, Unit<?> to) throws NotConvertible {
        try {
            return from.getConverterToAny(to);
        } catch (IncommensurableException | RuntimeException e) {
            throw new NotConvertible(from + " cannot be converted to " + to + ": they do not measure the same");
        }
    }

    /** A plain number takes anything that is counted ({@code {voc index}}) as it is; otherwise kinds must be the same. */
    private static boolean kindsFit(CodedUnit from, CodedUnit to) {
        return from.kind().equals(to.kind()) || to.code().equals("1") && from.code().startsWith("{");
    }

    /** Every spelling that is known, for tests and the documents. */
    public Map<String, List<String>> known() {
        return spellings.known();
    }
}
