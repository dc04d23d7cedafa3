package io.gemello.twin;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.alert.AlertState;
import io.gemello.api.catalogue.Site;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The way of an alert into its thing. What the engine tells is kept by alert until the lane takes it, so that a flood of them does not pile up. */
final class AlertFeatures implements AlertListener {
    private final TwinLane lane;
    private final Things things;
    private final TelemetryMerge telemetry;
    /** Told and not taken yet, by id; guarded by this. */
    private Map<String, Alert> told = new LinkedHashMap<>();
    private boolean everything;
    /** By asset, then by id. The lane's, as is what follows. */
    private final Map<String, Map<String, Alert>> standing = new HashMap<>();
    private Site site;

    AlertFeatures(TwinLane lane, Things things, TelemetryMerge telemetry) {
        this.lane = lane;
        this.things = things;
        this.telemetry = telemetry;
    }

    /** The engine's thread. */
    @Override
    public synchronized void standing(List<Alert> alerts) {
        if (told.isEmpty() && !everything) {
            lane.run(this::take);
        }
        told.clear();
        everything = true;
        alerts.forEach(alert -> told.put(alert.id(), alert));
    }

    /** The engine's thread. */
    @Override
    public synchronized void changed(List<Alert> alerts) {
        if (told.isEmpty() && !everything) {
            lane.run(this::take);
        }
        alerts.forEach(alert -> told.put(alert.id(), alert));
    }

    private void take() {
        List<Alert> taken;
        Set<String> assets = new HashSet<>();
        synchronized (this) {
            taken = new ArrayList<>(told.values());
            told = new LinkedHashMap<>();
            if (everything) {
                assets.addAll(standing.keySet());
                standing.clear();
            }
            everything = false;
        }
        for (Alert alert : taken) {
            String asset = alert.point().asset();
            Map<String, Alert> ofAsset = standing.computeIfAbsent(asset, key -> new TreeMap<>());
            if (alert.state() == AlertState.NORMAL) {
                ofAsset.remove(alert.id());
            } else {
                ofAsset.put(alert.id(), alert);
            }
            assets.add(asset);
        }
        assets.forEach(this::lay);
        standing.values().removeIf(Map::isEmpty);
    }

    /** Things have come and gone, or have other names. On the lane. */
    void applied(Site now) {
        site = now;
        standing.keySet().forEach(this::lay);
    }

    private void lay(String asset) {
        ThingCell cell = site == null ? null : things.cell(site.thingId(asset));
        if (cell != null) {
            telemetry.take(cell, AlertsFeature.of(standing.getOrDefault(asset, Map.of()).values()));
        }
    }
}
