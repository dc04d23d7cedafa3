package io.gemello.core.units;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.Unit;
import javax.measure.format.UnitFormat;
import systems.uom.ucum.format.UCUMFormat;

/**
 * Parses UCUM codes, but only those whose every atom is one that a building uses: UCUM's grammar reads {@code ft} as a
 * femtotonne, {@code yd} as a yoctoday and {@code mph} as a milliphot, and the library has some atoms wrong ({@code [HP]} as 1356 W).
 */
final class UcumCodes {
    private static final Pattern PART = Pattern.compile("(\\{[^{}]*})|([A-Za-z]*\\[[^\\[\\]]*]|[A-Za-z]+|%)|[./()]|[+-]?[0-9]+");
    private static final Set<String> METRIC = Set.of("m", "g", "s", "A", "K", "cd", "lx", "lm", "mol", "Hz", "N", "Pa", "J", "W", "V", "Ohm",
        "S", "F", "H", "C", "T", "G", "Bq", "Ci", "Sv", "Gy", "L", "l", "bar", "By", "bit", "cal", "gf", "m[H2O]", "m[Hg]", "rad");
    private static final Set<String> PREFIXES = Set.of("n", "u", "m", "c", "d", "h", "k", "M", "G", "T", "p");
    private static final Set<String> BINARY_PREFIXES = Set.of("Ki", "Mi", "Gi", "Ti");
    private static final Set<String> PLAIN = Set.of("Cel", "t", "%", "min", "h", "d", "wk", "mo", "a", "deg", "atm", "att", "Bd", "ar", "[degF]", "[ppth]", "[ppm]", "[ppb]",
        "[psi]", "[in_i]", "[ft_i]", "[yd_i]", "[mi_i]", "[kn_i]", "[sft_i]", "[cft_i]", "[gal_us]", "[gal_br]", "[in_i'H2O]", "[in_i'Hg]", "[lb_av]",
        "[oz_av]", "[lbf_av]", "[Btu_IT]", "[Btu]", "[Btu_th]", "[g]", "[nmi_i]", "[acr_us]");
    /** Logarithms are no straight line: they are known by name and convert to themselves alone. */
    private static final Set<String> OPAQUE = Set.of("dB", "dB{A}", "dB{C}", "dB{m}", "dB[SPL]", "[pH]");

    private final UnitFormat format = UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE);

    Optional<CodedUnit> parse(String code) {
        if (OPAQUE.contains(code)) {
            return Optional.of(new CodedUnit(code, code, null));
        }
        Set<String> kinds = new TreeSet<>();
        Matcher part = PART.matcher(code);
        int end = 0;
        while (part.find() && part.start() == end) {
            end = part.end();
            if (part.group(1) != null) {
                kinds.add(part.group(1));
            } else if (part.group(2) != null) {
                String atom = atom(part.group(2));
                if (atom == null) {
                    return Optional.empty();
                }
                kinds.add(kind(atom));
            }
        }
        if (end != code.length() || code.isEmpty()) {
            return Optional.empty();
        }
        kinds.remove("");
        if (code.matches("[kMm]?V\\.A(\\.h)?")) {
            kinds.add("apparent");
        }
        return library(code).map(unit -> new CodedUnit(code, String.join(" ", kinds), unit));
    }

    private Optional<Unit<?>> library(String code) {
        try {
            return Optional.of(format.parse(code));
        } catch (RuntimeException | Error e) {
            // Its parser throws Errors of its own for what it cannot read, and it refuses to multiply units with an offset.
            if (e instanceof VirtualMachineError) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The atom without its prefix, or null for one that is not wanted here. */
    private static String atom(String text) {
        if (PLAIN.contains(text) || METRIC.contains(text)) {
            return text;
        }
        for (int length = 1; length <= 2 && length < text.length(); length++) {
            String rest = text.substring(length);
            String prefix = text.substring(0, length);
            if (length == 1 && PREFIXES.contains(prefix) && METRIC.contains(rest) || BINARY_PREFIXES.contains(prefix) && (rest.equals("By") || rest.equals("bit"))) {
                return rest;
            }
        }
        return null;
    }

    /** UCUM's dimensions alone would take 45 degrees for 79 %, and a radian a second for a revolution. */
    private static String kind(String atom) {
        return switch (atom) {
            case "deg", "rad" -> "angle";
            case "By", "bit" -> "data";
            case "Bd" -> "symbols";
            case "Bq", "Ci" -> "decay";
            case "Sv", "Gy" -> "dose";
            case "lm", "lx" -> "light";
            default -> "";
        };
    }
}
