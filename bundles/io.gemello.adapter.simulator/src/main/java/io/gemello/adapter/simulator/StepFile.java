package io.gemello.adapter.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Instances of an exchange file after ISO 10303-21, numbered as they come. */
final class StepFile {
    /** An instance that others refer to. */
    record Ref(int number) {}

    /** What stands as it is: an enumeration's value {@code .AREA.}, or {@code *}. */
    record Word(String text) {}

    /** A value with the name of its type, e.g. {@code IFCLABEL('x')}. */
    record Typed(String type, Object value) {}

    private final List<String> instances = new ArrayList<>();

    static Word word(String value) {
        return new Word("." + value + ".");
    }

    /** @param arguments null, {@link Ref}, {@link Word}, {@link Typed}, String, Integer, Double, Boolean or a List of them */
    Ref add(String entity, Object... arguments) {
        Ref ref = new Ref(instances.size() + 1);
        instances.add("#" + ref.number + "=" + entity + "(" + Arrays.stream(arguments).map(StepFile::text).collect(Collectors.joining(",")) + ");");
        return ref;
    }

    private static String text(Object argument) {
        if (argument == null) {
            return "$";
        }
        if (argument instanceof Ref ref) {
            return "#" + ref.number;
        }
        if (argument instanceof Word word) {
            return word.text;
        }
        if (argument instanceof Typed typed) {
            return typed.type + "(" + text(typed.value) + ")";
        }
        if (argument instanceof Double real) {
            return real(real);
        }
        if (argument instanceof Boolean flag) {
            return flag ? ".T." : ".F.";
        }
        if (argument instanceof List<?> list) {
            return "(" + list.stream().map(StepFile::text).collect(Collectors.joining(",")) + ")";
        }
        return argument instanceof Integer number ? number.toString() : quoted(argument.toString());
    }

    /** A real has a point, and digits need not follow it. Millimetres and thousandths are fine enough here. */
    private static String real(double value) {
        String text = String.format(Locale.ROOT, "%.4f", value + 0.0).replaceFirst("0+$", "");
        return text.equals("-0.") ? "0." : text;
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("'");
        text.chars().forEach(c -> {
            if (c < ' ' || c > '~') {
                quoted.append(String.format(Locale.ROOT, "\\X2\\%04X\\X0\\", c));
            } else {
                quoted.append(c == '\'' ? "''" : c == '\\' ? "\\\\" : Character.toString(c));
            }
        });
        return quoted.append('\'').toString();
    }

    /** The whole file. @param name of the file @param time of the making, ISO 8601 without a zone */
    List<String> lines(String schema, String view, String name, String time) {
        List<String> lines = new ArrayList<>(List.of("ISO-10303-21;", "HEADER;", "FILE_DESCRIPTION((" + quoted("ViewDefinition [" + view + "]") + "),'2;1');",
            "FILE_NAME(" + quoted(name) + "," + quoted(time) + ",(''),(''),'Gemello','Gemello','');", "FILE_SCHEMA((" + quoted(schema) + "));", "ENDSEC;", "DATA;"));
        lines.addAll(instances);
        lines.addAll(List.of("ENDSEC;", "END-ISO-10303-21;"));
        return lines;
    }
}
