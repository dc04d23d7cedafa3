package io.gemello.core.units;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How sources spell units, from {@code spellings.txt}. Symbols are compared with their case, for {@code mW} is not {@code MW};
 * written-out words in any case. Nothing is compared loosely beyond white space, dots at the end and Unicode's look-alikes.
 */
final class Spellings {
    private static final int LONGEST = 40;

    private final Map<String, List<String>> symbols = new HashMap<>();
    private final Map<String, List<String>> words = new HashMap<>();
    private final Set<String> weak = new HashSet<>();

    static Spellings load() {
        Spellings spellings = new Spellings();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Spellings.class.getResourceAsStream("spellings.txt"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.isBlank() && !line.startsWith("# ")).forEach(spellings::line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return spellings;
    }

    /** {@code code | symbol, symbol, ~weak symbol | word, word}. */
    private void line(String line) {
        String[] parts = line.split("\\|", -1);
        String code = parts[0].strip();
        for (String symbol : parts[1].split(",")) {
            if (!symbol.isBlank()) {
                boolean isWeak = symbol.strip().startsWith("~");
                String key = symbol(isWeak ? symbol.strip().substring(1) : symbol);
                add(symbols, key, code);
                if (isWeak) {
                    weak.add(key);
                }
            }
        }
        for (String word : parts[2].split(",")) {
            if (!word.isBlank()) {
                add(words, word(word), code);
            }
        }
    }

    private static void add(Map<String, List<String>> to, String key, String code) {
        List<String> codes = to.computeIfAbsent(key, k -> new ArrayList<>(1));
        if (!codes.contains(code)) {
            codes.add(code);
        }
    }

    /** The codes that it may mean; empty when unknown. */
    List<String> meanings(String spelling) {
        if (spelling.length() > LONGEST) {
            return List.of();
        }
        List<String> exact = symbols.get(symbol(spelling));
        return exact != null ? exact : words.getOrDefault(word(spelling), List.of());
    }

    /** Whether it is too short or too odd to be believed unless it fits what is measured. */
    boolean weak(String spelling) {
        return weak.contains(symbol(spelling));
    }

    Map<String, List<String>> known() {
        Map<String, List<String>> all = new TreeMap<>(words);
        all.putAll(symbols);
        return all;
    }

    private static String symbol(String text) {
        // Ordinal indicators and rings stand for the degree sign; NFKC would make letters of some of them.
        String plain = Normalizer.normalize(text.replace('º', '°').replace('˚', '°').replace('ᵒ', '°'), Normalizer.Form.NFKC);
        StringBuilder out = new StringBuilder(plain.length());
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case 'μ' -> out.append('u');
                case 'Ω' -> out.append("Ohm");
                case '−', '‐', '‑' -> out.append('-');
                case '·', '⋅', '∙' -> out.append('.');
                case '\u200b', '\ufeff', '^' -> { }
                default -> out.append(Character.isWhitespace(c) ? ' ' : c);
            }
        }
        String compact = out.toString().strip().replaceAll(" +", " ").replaceAll(" ?([/°]) ?", "$1");
        return compact.length() > 1 && compact.endsWith(".") ? compact.substring(0, compact.length() - 1) : compact;
    }

    private static String word(String text) {
        // A dot shortens a word ("deg. C"); in front of one it is a misprint of something else ("/min").
        return symbol(text).toLowerCase(Locale.ROOT).replace("(s)", "s").replace('_', ' ').replaceAll("(?<=[a-z]{3})\\. ?", " ").strip();
    }
}
