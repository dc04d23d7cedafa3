package io.gemello.control;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.control.Actuator;
import io.gemello.api.control.LoopFault;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * Actuators as they stand in a file; one text may be the template of several.
 *
 * @param path where, e.g. {@code actuators[0]}
 * @param topic with {@code {asset}}, {@code {point}} and {@code {feature}} @param payload with {@code {value}}
 */
record ActuatorText(String file, String path, Choice points, String topic, String payload, String unit, double min, double max, double safe, double rate,
                    double deadband, Duration expiry) {
    private static final Set<String> NAMES = Set.of("for", "topic", "payload", "unit", "min", "max", "safe", "rate", "deadband", "expiry", "comment");
    private static final Duration USUAL_EXPIRY = Duration.ofSeconds(10);

    static ActuatorText of(String file, String path, Object given) {
        Map<String, Object> text = Words.map("", given);
        Words.known(text, NAMES);
        double min = Words.number(text, "min");
        double max = Words.number(text, "max");
        double safe = Words.number(text, "safe");
        double deadband = text.containsKey("deadband") ? Words.number(text, "deadband") : 0;
        require("max", min < max, "must be above min");
        require("safe", safe >= min && safe <= max, "must lie between min and max");
        require("deadband", deadband >= 0 && deadband < max - min, "must be smaller than what lies between min and max");
        Duration expiry = text.containsKey("expiry") ? Words.duration("expiry", text.get("expiry")) : USUAL_EXPIRY;
        require("expiry", expiry.compareTo(Duration.ofSeconds(1)) >= 0 && expiry.compareTo(Duration.ofHours(1)) <= 0, "must lie between 1 s and 1 h");
        String topic = Words.text(text, "topic");
        require("topic", !topic.contains("+") && !topic.contains("#"), "must be one topic, without + and #");
        String payload = text.containsKey("payload") ? Words.text(text, "payload") : "{value}";
        require("payload", payload.contains("{value}"), "must have {value} in it");
        return new ActuatorText(file, path, Choice.of("for", text.get("for")), topic, payload, Words.text(text, "unit"), min, max, safe, Words.rate(text, "rate"), deadband, expiry);
    }

    private static void require(String option, boolean holds, String sentence) {
        if (!holds) {
            throw new LoopFault(option, sentence);
        }
    }

    Driven bind(Point point, Catalogue site) {
        require("unit", point.unit().equals(unit), "is '" + unit + "', but point '" + point.id() + "' is in '" + point.unit() + "'");
        PointDetail detail = site.detail(point.id());
        require("for", detail != null && detail.writable(), "point '" + point.id() + "' may not be written: in points.csv its column writable must say yes");
        String where = topic.replace("{asset}", point.asset()).replace("{point}", point.id()).replace("{feature}", point.feature());
        return new Driven(new Actuator(point, min, max, safe, rate, deadband, expiry), where, payload, detail.staleAfter() != null);
    }
}
