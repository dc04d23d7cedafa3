package io.gemello.core.discovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes names of the field apart, and makes ids of them. */
final class Names {
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}%°]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final int LONGEST_ID = 80;

    private Names() {}

    /** The parts as they are spelled: {@code dew_point}, {@code DewPoint} have two. */
    static List<String> spelled(String name) {
        List<String> parts = new ArrayList<>();
        for (String part : BETWEEN.split(name)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return parts;
    }

    static List<String> parts(String name) {
        return spelled(name).stream().map(part -> part.toLowerCase(Locale.ROOT)).toList();
    }

    /** All parts in one, without marks. */
    static String whole(String name) {
        return String.join("", parts(name));
    }

    /** {@code temp1} is a temp, {@code temperature:0} a temperature. */
    static String withoutNumber(String word) {
        String bare = word.replaceAll("\\d+$", "");
        return bare.isEmpty() ? word : bare;
    }

    /** Small letters and digits with '-' between the parts; empty where there are none. */
    static String id(Iterable<String> parts) {
        StringBuilder id = new StringBuilder();
        for (String part : parts) {
            String clean = part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
            if (!clean.isEmpty()) {
                id.append(id.isEmpty() ? "" : "-").append(clean);
            }
        }
        return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id.toString();
    }

    /** An asset's id: what may stand in one is kept as it is spelled. */
    static String assetId(String segment) {
        String clean = segment.replaceAll("[^A-Za-z0-9_.:~@+-]+", "-").replaceAll("^[^A-Za-z0-9_]+", "");
        return clean.length() > LONGEST_ID ? clean.substring(0, LONGEST_ID) : clean;
    }
}
