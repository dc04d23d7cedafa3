package io.gemello.series.gateway;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.alert.AlertState;
import io.gemello.api.catalogue.Site;
import io.gemello.series.gateway.data.OneSeries;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The measurement {@value #MEASUREMENT}: what stands against points now, one row each at the time when its state began. */
final class AlertSeries implements AlertListener {
    static final String MEASUREMENT = "alerts";
    /** By id; replaced whole by the alert engine's thread alone. */
    private volatile Map<String, Alert> standing = Map.of();

    @Override
    public void standing(List<Alert> alerts) {
        standing = Map.of();
        changed(alerts);
    }

    @Override
    public void changed(List<Alert> alerts) {
        Map<String, Alert> now = new TreeMap<>(standing);
        for (Alert alert : alerts) {
            if (alert.state() == AlertState.NORMAL) {
                now.remove(alert.id());
            } else {
                now.put(alert.id(), alert);
            }
        }
        standing = now;
    }

    Stream<OneSeries> visible(Subject who, Site site, Access access) {
        return standing.values().stream().filter(alert -> access.mayReadAlerts(who, site.thingId(alert.point().asset()), alert.point().feature())).map(alert -> series(alert, site));
    }

    private static OneSeries series(Alert alert, Site site) {
        Map<String, String> tags = new TreeMap<>();
        tags.put("alert", alert.id());
        tags.put("asset", alert.point().asset());
        tags.put("point", alert.point().id());
        tags.put("priority", alert.priority().word());
        tags.put("rule", alert.rule());
        tags.put("site", site.id());
        Map<String, Object> values = new HashMap<>();
        values.put("active", alert.condition() ? 1L : 0L);
        values.put("level", alert.level());
        values.put("message", alert.message());
        values.put("state", alert.state().word());
        values.put("value", Double.isFinite(alert.value()) ? alert.value() : null);
        return OneSeries.told(MEASUREMENT, tags, alert.since(), values);
    }
}
