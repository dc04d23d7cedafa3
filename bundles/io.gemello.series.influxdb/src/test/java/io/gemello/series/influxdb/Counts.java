package io.gemello.series.influxdb;

import io.gemello.api.health.Metrics;
import java.util.HashMap;
import java.util.Map;

/** What a scrape would see, by name and labels. */
final class Counts implements Metrics {
    private final Map<String, Double> values = new HashMap<>();

    static Counts of(DeliveryState state) {
        Counts counts = new Counts();
        state.collect(counts);
        return counts;
    }

    double get(String name) {
        Double value = values.get(name);
        if (value == null) {
            throw new AssertionError("no " + name + " among " + values.keySet());
        }
        return value;
    }

    @Override
    public void counter(String name, String help, double value, String... labels) {
        gauge(name, help, value, labels);
    }

    @Override
    public void gauge(String name, String help, double value, String... labels) {
        StringBuilder full = new StringBuilder(name).append('{');
        for (int i = 0; i < labels.length; i += 2) {
            full.append(i == 0 ? "" : ",").append(labels[i]).append('=').append(labels[i + 1]);
        }
        values.put(full.append('}').toString(), value);
    }
}
