package io.gemello.core.site;

import io.gemello.core.normalise.NumberText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the cells of one row; what cannot be read becomes a fault that names the column, and a default. */
final class Cells {
    private static final Pattern DURATION = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*(ms|s|min|m|h|d)?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.:~@+-]{0,199}");
    private final String file;
    private final CsvTable.Row row;
    private final List<Fault> faults;

    Cells(String file, CsvTable.Row row, List<Fault> faults) {
        this.file = file;
        this.row = row;
        this.faults = faults;
    }

    String text(String column) {
        return row.get(column);
    }

    String text(String column, String otherwise) {
        String text = row.get(column);
        return text == null ? otherwise : text;
    }

    /** A cell that must not be empty; empty text with a fault when it is. */
    String required(String column) {
        String text = row.get(column);
        if (text == null) {
            fault(column, "must not be empty");
            return "";
        }
        return text;
    }

    /** An id that fits into paths and into Ditto's names. */
    String id(String column) {
        String text = required(column);
        if (!text.isEmpty() && !ID.matcher(text).matches()) {
            fault(column, "'" + text + "' is no id: letters, digits and _ . : ~ @ + - only, at most 200");
        }
        return text;
    }

    double number(String column, double otherwise) {
        String text = row.get(column);
        if (text == null) {
            return otherwise;
        }
        double value = NumberText.parse(text);
        if (!Double.isNaN(value)) {
            return value;
        }
        fault(column, NumberText.hasDecimalComma(text) ? "'" + text + "' has a decimal comma; write " + text.replace(',', '.') : "'" + text + "' is no number");
        return otherwise;
    }

    /** {@code 900}, {@code 900 s}, {@code 15 min}, {@code 2 h}; null for an empty cell. */
    Duration duration(String column) {
        String text = row.get(column);
        if (text == null) {
            return null;
        }
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches() || Double.parseDouble(matcher.group(1)) <= 0) {
            fault(column, "'" + text + "' is no duration; write seconds (900) or 900 s, 15 min, 2 h, 1 d");
            return null;
        }
        double seconds = Double.parseDouble(matcher.group(1)) * switch (matcher.group(2) == null ? "s" : matcher.group(2)) {
            case "ms" -> 0.001;
            case "min", "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
        };
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    boolean yes(String column) {
        String text = text(column, "no");
        switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1" -> {
                return true;
            }
            case "no", "false", "0" -> {
                return false;
            }
            default -> {
                fault(column, "'" + text + "' is neither yes nor no");
                return false;
            }
        }
    }

    /** {@code closed=0;open=1}. Empty for an empty cell. */
    Map<String, Double> states(String column) {
        Map<String, Double> states = new LinkedHashMap<>();
        String text = text(column, "");
        for (String entry : text.isEmpty() ? new String[0] : text.split(";")) {
            int equals = entry.lastIndexOf('=');
            String name = equals < 0 ? "" : entry.substring(0, equals).strip();
            double value = NumberText.parse(entry.substring(equals + 1).strip());
            if (name.isEmpty() || Double.isNaN(value)) {
                fault(column, "'" + entry + "' is no state; write closed=0;open=1");
            } else if (states.put(name, value) != null) {
                fault(column, "the state '" + name + "' stands twice; remove one");
            }
        }
        return states;
    }

    /** Something to look at that does not keep the site from being applied. */
    void warning(String column, String message) {
        faults.add(new Fault(file, row.line(), column, message, true));
    }

    void fault(String column, String message) {
        faults.add(new Fault(file, row.line(), column, message));
    }
}
