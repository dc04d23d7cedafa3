package io.gemello.http;

import io.gemello.api.health.Metrics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Gathers samples of many sources and writes them in Prometheus' text format 0.0.4. One thread. */
final class PrometheusText implements Metrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private final Map<String, Family> families = new TreeMap<>();
    private int conflicts;

    private record Family(String type, String help, Map<String, Double> samples) {}

    /** The same series from two sources adds up: two parts counted the same thing. */
    @Override
    public void counter(String name, String help, double value, String... labels) {
        put("counter", name, help, value, labels);
    }

    /** Of the same series from two sources the first stays; the other is counted as a conflict. */
    @Override
    public void gauge(String name, String help, double value, String... labels) {
        put("gauge", name, help, value, labels);
    }

    private void put(String type, String name, String help, double value, String... labels) {
        Family family = families.computeIfAbsent(name(name, true), k -> new Family(type, help, new LinkedHashMap<>()));
        String series = labels(labels);
        boolean known = family.samples.containsKey(series);
        if (!family.type.equals(type) || labels.length % 2 != 0 || known && type.equals("gauge")) {
            conflicts++;
        } else {
            family.samples.merge(series, value, Double::sum);
        }
    }

    /** Samples dropped because another source has that name with another type, or that very series. */
    int conflicts() {
        return conflicts;
    }

    String text() {
        StringBuilder text = new StringBuilder(16 * 1024);
        families.forEach((name, family) -> {
            text.append("# HELP ").append(name).append(' ').append(family.help.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
            text.append("# TYPE ").append(name).append(' ').append(family.type).append('\n');
            family.samples.forEach((labels, value) -> text.append(name).append(labels).append(' ').append(number(value)).append('\n'));
        });
        return text.toString();
    }

    private static String labels(String... labels) {
        if (labels.length < 2) {
            return "";
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i + 1 < labels.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(name(labels[i], false)).append("=\"")
                .append(labels[i + 1].replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")).append('"');
        }
        return text.append('}').toString();
    }

    private static String name(String name, boolean colons) {
        String clean = name.replaceAll(colons ? "[^a-zA-Z0-9_:]" : "[^a-zA-Z0-9_]", "_");
        return clean.isEmpty() || Character.isDigit(clean.charAt(0)) ? "_" + clean : clean;
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
}
