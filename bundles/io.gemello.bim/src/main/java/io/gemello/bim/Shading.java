package io.gemello.bim;

import io.gemello.api.alert.Alert;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Shade;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gives an element its colour in every scheme, and the reason. */
final class Shading {
    /** How a point stands, as far as colours go. @param usable false for a bad reading, and for none */
    record Standing(String point, PointState.State state, boolean usable) {}

    private final AlertColours colours;

    Shading(AlertColours colours) {
        this.colours = colours;
    }

    Map<String, Shade> shades(List<Standing> points, List<Alert> alerts, List<ElementParameter> parameters, List<MetricColours> metrics) {
        Map<String, Shade> shades = new HashMap<>();
        shades.put(AlertColours.SCHEME, alert(points, alerts));
        for (MetricColours metric : metrics) {
            for (ElementParameter parameter : parameters) {
                if (parameter.parameter().name().equals(metric.parameter())) {
                    shades.put(metric.name(), metric(metric, parameter));
                }
            }
        }
        return shades;
    }

    /** The most urgent key that anything about the element asks for. */
    private Shade alert(List<Standing> points, List<Alert> alerts) {
        if (points.isEmpty()) {
            return new Shade("none", null, "nothing is measured here");
        }
        String key = AlertColours.OK;
        String reason = points.size() == 1 ? "point " + points.get(0).point() + " is live, no alert" : "all " + points.size() + " points are live, no alert";
        for (Standing point : points) {
            String standing = point.state() == PointState.State.STALE ? AlertColours.STALE : point.state() != PointState.State.LIVE || !point.usable() ? AlertColours.UNKNOWN : AlertColours.OK;
            if (colours.rank(standing) < colours.rank(key)) {
                key = standing;
                reason = "point " + point.point() + (point.state() == PointState.State.LIVE ? " has no usable value" : " is " + point.state().word());
            }
        }
        for (Alert alert : alerts) {
            String asked = AlertColours.key(alert);
            if (colours.rank(asked) < colours.rank(key)) {
                key = asked;
                reason = "alert " + alert.id() + " is " + alert.state().word() + " (" + alert.priority().word() + "): " + alert.message();
            }
        }
        return new Shade(key, colours.rgb().get(key), reason);
    }

    private Shade metric(MetricColours metric, ElementParameter parameter) {
        String name = parameter.parameter().name();
        if (parameter.state() == PointState.State.STALE) {
            return new Shade(AlertColours.STALE, colours.rgb().get(AlertColours.STALE), name + ": point " + parameter.point() + " is stale");
        }
        if (parameter.state() != PointState.State.LIVE || !Double.isFinite(parameter.value()) || Quality.level(parameter.quality()) == Quality.BAD) {
            String why = parameter.state() == PointState.State.LIVE ? " has no usable value" : " is " + parameter.state().word();
            return new Shade(AlertColours.UNKNOWN, colours.rgb().get(AlertColours.UNKNOWN), name + ": point " + parameter.point() + why);
        }
        return metric.shade(parameter.value(), name + " (" + parameter.aggregate() + ") is " + Amount.of(parameter.value(), parameter.parameter().unit()));
    }
}
