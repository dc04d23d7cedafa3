package io.gemello.bim;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.bim.MetricColours.Band;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the site's {@code bim.json} says of colours.
 *
 * @param metrics ranges and ramps by parameter; those without are worked out
 */
record ColourSettings(AlertColours alert, List<Metric> metrics) {
    static final ColourSettings DEFAULT = new ColourSettings(AlertColours.DEFAULT, List.of());
    private static final Set<String> OF_ALERT = Set.of("priorities", "colours", "comment");
    private static final Set<String> OF_METRIC = Set.of("name", "title", "parameter", "ramp", "from", "to", "bands", "comment");
    private static final Set<String> OF_BAND = Set.of("from", "label", "rgb", "comment");

    /** @param from NaN where it is to be worked out */
    record Metric(String name, String title, String parameter, Ramp ramp, double from, double to, List<Band> bands) {}

    /** @param root of the settings. @throws IllegalArgumentException with the sentence that the operator needs */
    static ColourSettings parse(JsonNode root) {
        List<Metric> metrics = new ArrayList<>();
        Set<String> known = new LinkedHashSet<>();
        JsonNode list = root.path("metrics");
        require(list.isMissingNode() || list.isArray(), "metrics is a list");
        for (int i = 0; i < list.size(); i++) {
            Metric metric = metric(list.get(i), "metrics[" + i + "]");
            require(known.add(metric.name()) && !metric.name().equals(AlertColours.SCHEME), "metrics[" + i + "].name: '" + metric.name() + "' is taken");
            metrics.add(metric);
        }
        return new ColourSettings(alert(root.path("alert")), List.copyOf(metrics));
    }

    private static AlertColours alert(JsonNode given) {
        if (given.isMissingNode()) {
            return AlertColours.DEFAULT;
        }
        names(given, "alert", OF_ALERT);
        Map<String, String> rgb = new HashMap<>(AlertColours.DEFAULT.rgb());
        given.path("colours").fields().forEachRemaining(entry -> {
            require(rgb.containsKey(entry.getKey()), "alert.colours." + entry.getKey() + ": there is no such key; there are " + String.join(", ", AlertColours.DEFAULT.priorities()));
            rgb.put(entry.getKey(), colour(entry.getValue(), "alert.colours." + entry.getKey()));
        });
        List<String> priorities = new ArrayList<>();
        for (JsonNode key : given.path("priorities")) {
            require(rgb.containsKey(key.asText()), "alert.priorities: there is no key '" + key.asText() + "'; there are " + String.join(", ", AlertColours.DEFAULT.priorities()));
            require(!priorities.contains(key.asText()), "alert.priorities: '" + key.asText() + "' stands there twice");
            priorities.add(key.asText());
        }
        // What the site does not name follows in the usual order: nothing can be lost by leaving it out.
        AlertColours.DEFAULT.priorities().stream().filter(key -> !priorities.contains(key)).forEach(priorities::add);
        return new AlertColours(priorities, rgb);
    }

    private static Metric metric(JsonNode given, String where) {
        names(given, where, OF_METRIC);
        String parameter = given.path("parameter").asText("");
        require(!parameter.isBlank(), where + ".parameter is missing");
        String name = given.path("name").asText(parameter);
        require(name.matches("[A-Za-z0-9._-]{1,100}"), where + ".name has other characters than letters, digits, '.', '_', '-'");
        Ramp ramp = Ramp.BY_NAME.get(given.path("ramp").asText("viridis"));
        require(ramp != null, where + ".ramp can be " + String.join(" or ", Ramp.BY_NAME.keySet().stream().sorted().toList()));
        double from = number(given, "from", where);
        double to = number(given, "to", where);
        require(Double.isNaN(from) == Double.isNaN(to) && !(from >= to), where + " needs both from and to, from below to; or neither");
        List<Band> bands = new ArrayList<>();
        JsonNode list = given.path("bands");
        for (int i = 0; i < list.size(); i++) {
            String here = where + ".bands[" + i + "]";
            names(list.get(i), here, OF_BAND);
            double begin = number(list.get(i), "from", here);
            require(i == 0 || begin > bands.get(i - 1).from(), here + ".from must be above the band's before; only the first has none");
            String label = list.get(i).path("label").asText(Double.isNaN(begin) ? "lowest" : "from " + Amount.of(begin));
            String rgb = list.get(i).has("rgb") ? colour(list.get(i).get("rgb"), here + ".rgb") : ramp.at(list.size() == 1 ? 0 : i / (list.size() - 1.0));
            bands.add(new Band(Double.isNaN(begin) ? Double.NEGATIVE_INFINITY : begin, label, rgb));
        }
        return new Metric(name, given.path("title").asText(name), parameter, ramp, from, to, bands);
    }

    private static double number(JsonNode given, String name, String where) {
        require(!given.has(name) || given.get(name).isNumber(), where + "." + name + " is a number");
        return given.path(name).asDouble(Double.NaN);
    }

    private static String colour(JsonNode given, String where) {
        require(given.asText().matches("#[0-9A-Fa-f]{6}"), where + ": '" + given.asText() + "' is no colour; write #RRGGBB");
        return given.asText().toUpperCase(Locale.ROOT);
    }

    private static void names(JsonNode given, String where, Set<String> allowed) {
        require(given.isObject(), where + " is an object");
        for (Iterator<String> names = given.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(allowed.contains(name), where + ": '" + name + "' is not known; there are " + String.join(", ", allowed.stream().sorted().toList()));
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
