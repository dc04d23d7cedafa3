package io.gemello.series.gateway.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An address of what is written, read back: {@code weather,city=Bergamo,station=roof#temp}. */
record WrittenName(String measurement, Map<String, String> tags, String field) {
    /** @return null for an address that is none */
    static WrittenName of(String address) {
        int mark = address.lastIndexOf('#');
        if (mark <= 0 || mark == address.length() - 1) {
            return null;
        }
        List<String> parts = cut(address.substring(0, mark), ',');
        Map<String, String> tags = new TreeMap<>();
        for (String part : parts.subList(1, parts.size())) {
            List<String> both = cut(part, '=');
            if (both.size() != 2) {
                return null;
            }
            tags.put(plain(both.get(0)), plain(both.get(1)));
        }
        return new WrittenName(plain(parts.get(0)), tags, address.substring(mark + 1));
    }

    /** At each of these characters that has no backslash before it. */
    private static List<String> cut(String text, char at) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == at) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static String plain(String escaped) {
        return escaped.indexOf('\\') < 0 ? escaped : escaped.replace("\\,", ",").replace("\\=", "=").replace("\\ ", " ");
    }
}
