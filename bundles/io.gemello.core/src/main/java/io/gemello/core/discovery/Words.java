package io.gemello.core.discovery;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The words of {@code words.txt}. */
final class Words {
    /** Letters from which on the end of another word counts. */
    private static final int LONG_WORD = 5;
    private final List<Quantity> quantities = new ArrayList<>();
    private final Map<String, Set<String>> lists = new HashMap<>();
    private final Map<String, String> types = new LinkedHashMap<>();
    /** By each text, small: the two texts of its pair. */
    private final Map<String, List<String>> states = new HashMap<>();

    /** @param unit that the spelling says, or empty @param weak whether another word would be believed before it */
    record Match(Quantity quantity, String word, String unit, boolean weak) {}

    static Words load() {
        Words words = new Words();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(Words.class.getResourceAsStream("words.txt"), StandardCharsets.UTF_8))) {
            String section = "";
            for (String line; (line = lines.readLine()) != null;) {
                if (line.startsWith("[")) {
                    section = line.substring(1, line.indexOf(']'));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    words.line(section, line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }

    private void line(String section, String line) {
        switch (section) {
            case "quantities" -> quantities.add(quantity(line.split("\\|", -1)));
            case "states" -> {
                List<String> pair = List.of(line.strip().split(" "));
                pair.forEach(text -> states.putIfAbsent(text, pair));
            }
            case "types" -> {
                String[] parts = line.split("\\|");
                split(parts[1]).forEach(word -> types.put(word, parts[0].strip()));
            }
            default -> lists.computeIfAbsent(section, name -> new HashSet<>()).addAll(split(line));
        }
    }

    private static List<String> split(String words) {
        List<String> all = new ArrayList<>();
        for (String word : words.split(",")) {
            if (!word.isBlank()) {
                all.add(word.strip());
            }
        }
        return all;
    }

    private static Quantity quantity(String[] cells) {
        String unit = cells[1].strip();
        String[] usual = cells[2].strip().split(" ");
        Map<String, String> exact = new HashMap<>();
        Set<String> strong = new HashSet<>();
        Set<String> weak = new HashSet<>();
        for (String word : split(cells[4])) {
            if (word.startsWith("=")) {
                int colon = word.indexOf(':');
                exact.put(colon < 0 ? word.substring(1) : word.substring(1, colon), colon < 0 ? "" : word.substring(colon + 1));
            } else {
                (word.startsWith("~") ? weak : strong).add(word.startsWith("~") ? word.substring(1) : word);
            }
        }
        List<String> mistaken = cells[3].isBlank() ? List.of() : List.of(cells[3].strip().split(" "));
        return new Quantity(cells[0].strip(), unit.replace("*", ""), unit.endsWith("*"), Double.parseDouble(usual[0]), Double.parseDouble(usual[1]), mistaken, exact, strong, weak);
    }

    List<Quantity> quantities() {
        return quantities;
    }

    /** The quantity that a name tells of, or null: {@code battery_voltage} is a voltage, for the last part says what it is. */
    Match match(String name) {
        for (Quantity quantity : quantities) {
            if (quantity.exact().containsKey(name)) {
                return new Match(quantity, name, quantity.exact().get(name), false);
            }
        }
        Match strong = match(name, false);
        return strong != null ? strong : match(name, true);
    }

    /** Whole words before long ones that end another: {@code airtemperature} is a temperature. */
    private Match match(String name, boolean weak) {
        List<String> tried = new ArrayList<>();
        tried.add(Names.whole(name));
        List<String> parts = Names.parts(name);
        for (int i = parts.size() - 2; i >= 0; i--) {
            tried.add(parts.get(i) + parts.get(i + 1));
        }
        for (int i = parts.size() - 1; i >= 0; i--) {
            tried.add(parts.get(i));
        }
        for (String word : tried) {
            for (String form : new String[] {word, Names.withoutNumber(word)}) {
                for (Quantity quantity : quantities) {
                    if ((weak ? quantity.weak() : quantity.words()).contains(form)) {
                        return new Match(quantity, form, "", weak);
                    }
                }
            }
        }
        return weak ? null : ending(tried);
    }

    private Match ending(List<String> tried) {
        for (String word : tried) {
            String form = Names.withoutNumber(word);
            for (Quantity quantity : quantities) {
                for (String known : quantity.words()) {
                    if (known.length() >= LONG_WORD && form.length() > known.length() && form.endsWith(known)) {
                        return new Match(quantity, known, "", false);
                    }
                }
            }
        }
        return null;
    }

    /** Whether a name, or its last part, is in a list. */
    boolean in(String list, String name) {
        Set<String> words = lists.get(list);
        List<String> parts = Names.parts(name);
        String whole = Names.whole(name);
        return words.contains(whole) || words.contains(Names.withoutNumber(whole)) || !parts.isEmpty() && words.contains(parts.get(parts.size() - 1));
    }

    /** Whether a name as a whole is in a list. */
    boolean is(String list, String name) {
        Set<String> words = lists.get(list);
        String whole = Names.whole(name);
        return words.contains(whole) || words.contains(Names.withoutNumber(whole));
    }

    /** {@code OFF=0;ON=1} for {@code ON}; null for a text that is no state. */
    String states(String text) {
        List<String> pair = states.get(text.toLowerCase(Locale.ROOT));
        return pair == null ? null : like(text, pair.get(0)) + "=0;" + like(text, pair.get(1)) + "=1";
    }

    /** In the capitals of the other: a device that says ON says OFF. */
    private static String like(String spelled, String word) {
        if (spelled.length() > 1 && spelled.equals(spelled.toUpperCase(Locale.ROOT))) {
            return word.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(spelled.charAt(0)) ? Character.toUpperCase(word.charAt(0)) + word.substring(1) : word;
    }

    String type(String name) {
        for (String part : Names.parts(name)) {
            String type = types.get(Names.withoutNumber(part));
            if (type != null) {
                return type;
            }
        }
        return "device";
    }
}
