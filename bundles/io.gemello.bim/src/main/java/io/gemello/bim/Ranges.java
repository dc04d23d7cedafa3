package io.gemello.bim;

import io.gemello.api.bim.SharedParameter;
import io.gemello.bim.ColourSettings.Metric;
import io.gemello.bim.LivePlan.Slot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The schemes for a plan's parameters. A range that nobody gives is that of the believable values; where those are not given either,
 * that of the values seen, which only grows, in round steps, so that colours stay what they are. Touched by one thread.
 */
final class Ranges {
    private final Map<String, double[]> seen = new HashMap<>();
    private final List<MetricColours> metrics = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    Ranges(LivePlan plan, ColourSettings settings) {
        Map<String, List<Slot>> byParameter = new LinkedHashMap<>();
        for (Slot slot : plan.slots()) {
            if (slot.parameter().datatype().equals(SharedParameter.NUMBER)) {
                byParameter.computeIfAbsent(slot.parameter().name(), name -> new ArrayList<>()).add(slot);
            }
        }
        List<Metric> wanted = new ArrayList<>(settings.metrics());
        for (String parameter : byParameter.keySet().stream().sorted().toList()) {
            if (wanted.stream().noneMatch(metric -> metric.parameter().equals(parameter) || metric.name().equals(parameter))) {
                wanted.add(new Metric(parameter, parameter, parameter, Ramp.BY_NAME.get("viridis"), Double.NaN, Double.NaN, List.of()));
            }
        }
        for (Metric metric : wanted) {
            List<Slot> slots = byParameter.get(metric.parameter());
            if (slots == null) {
                faults.add("bim.json: metric " + metric.name() + ": no point fills a number parameter " + metric.parameter());
            } else {
                add(metric, slots);
            }
        }
    }

    private void add(Metric metric, List<Slot> slots) {
        double from = metric.from();
        double to = metric.to();
        if (Double.isNaN(from) && metric.bands().isEmpty()) {
            from = slots.stream().mapToDouble(Slot::min).min().orElse(Double.NaN);
            to = slots.stream().mapToDouble(Slot::max).max().orElse(Double.NaN);
            if (slots.stream().anyMatch(slot -> Double.isNaN(slot.min()) || Double.isNaN(slot.max())) || !(from < to)) {
                seen.put(metric.name(), new double[] {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY});
                from = 0;
                to = 1;
            }
        }
        metrics.add(new MetricColours(metric.name(), metric.title(), metric.parameter(), slots.get(0).parameter().unit(), metric.ramp(), from, to, metric.bands()));
    }

    List<MetricColours> metrics() {
        return metrics;
    }

    List<String> faults() {
        return faults;
    }

    /** @return whether a range has grown, so that every element with that parameter has another colour */
    boolean see(String parameter, double value) {
        boolean grown = false;
        for (int i = 0; i < metrics.size() && !seen.isEmpty() && Double.isFinite(value); i++) {
            MetricColours metric = metrics.get(i);
            double[] range = metric.parameter().equals(parameter) ? seen.get(metric.name()) : null;
            if (range != null && (value < range[0] || value > range[1])) {
                double step = step(Math.max(range[1], value) - Math.min(range[0], value), value);
                range[0] = Math.min(range[0], Math.floor(value / step) * step);
                range[1] = Math.max(range[1], Math.max(Math.ceil(value / step) * step, range[0] + step));
                metrics.set(i, new MetricColours(metric.name(), metric.title(), parameter, metric.unit(), metric.ramp(), range[0], range[1], List.of()));
                grown = true;
            }
        }
        return grown;
    }

    /** About a fifth of the span, as 1, 2 or 5 times a power of ten. */
    private static double step(double span, double value) {
        double about = Double.isFinite(span) && span > 0 ? span / 5 : Math.max(Math.abs(value) / 10, 1e-9);
        double power = Math.pow(10, Math.floor(Math.log10(about)));
        return power * (about / power < 2 ? 1 : about / power < 5 ? 2 : 5);
    }
}
