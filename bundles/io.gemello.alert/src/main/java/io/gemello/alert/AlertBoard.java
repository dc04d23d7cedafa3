package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.alert.AlertState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is durable, for all to see: alerts as they stand, their history, how the engine fares. Written by the engine's thread. */
final class AlertBoard {
    private static final Logger LOG = LoggerFactory.getLogger(AlertBoard.class);
    private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
    private final List<AlertListener> listeners = new CopyOnWriteArrayList<>();
    private final List<AlertListener> newcomers = new CopyOnWriteArrayList<>();
    private volatile AlertHistory history;
    private volatile String trouble;
    private volatile long steps;
    private volatile long missed;
    private volatile long listenerFailures;
    private long missedBefore;

    void add(AlertListener listener) {
        newcomers.add(listener);
    }

    void remove(AlertListener listener) {
        newcomers.remove(listener);
        listeners.remove(listener);
    }

    void begin(Collection<Alert> restored, AlertHistory now) {
        newcomers.addAll(listeners);
        listeners.clear();
        alerts.clear();
        restored.forEach(alert -> alerts.put(alert.id(), alert));
        history = now;
        missedBefore = missed;
    }

    void end() {
        history = null;
    }

    void show(AlertEngine engine) {
        for (AlertCell cell : engine.touched()) {
            if (engine.has(cell)) {
                alerts.put(cell.id, cell.alert());
            } else {
                alerts.remove(cell.id);
            }
        }
        Set<String> moved = engine.transitions().stream().map(Transition::alert).collect(Collectors.toSet());
        List<Alert> changed = engine.touched().stream().filter(cell -> moved.contains(cell.id)).map(AlertCell::alert).toList();
        if (!changed.isEmpty()) {
            listeners.forEach(listener -> tell(listener, changed.size(), () -> listener.changed(changed)));
        }
        if (awaited()) {
            List<Alert> standing = alerts.values().stream().filter(alert -> alert.state() != AlertState.NORMAL).toList();
            for (AlertListener newcomer : newcomers) {
                listeners.add(newcomer);
                if (newcomers.remove(newcomer)) {
                    tell(newcomer, standing.size(), () -> newcomer.standing(standing));
                } else {
                    // It has gone again in this moment.
                    listeners.remove(newcomer);
                }
            }
        }
        steps++;
        if (trouble != null) {
            LOG.info("alerts are kept again");
            trouble = null;
        }
    }

    /** Whether a listener has not been told anything yet. */
    boolean awaited() {
        return !newcomers.isEmpty();
    }

    private void tell(AlertListener listener, int alerts, Runnable telling) {
        try {
            telling.run();
        } catch (Throwable broken) {
            listenerFailures++;
            LOG.warn("{} failed on {} alerts, and is not told them again: {}", listener.getClass().getName(), alerts, broken.toString());
        }
    }

    void failed(Throwable problem) {
        String now = problem instanceof IOException ? String.valueOf(problem.getMessage()) : problem.toString();
        if (!now.equals(trouble)) {
            LOG.error("alerts cannot be kept: {}; it is tried again every minute, readings wait in their journal", now);
            LOG.debug("the alert engine failed", problem);
        }
        trouble = now;
    }

    void missed(long sinceOpened) {
        missed = Math.max(missed, missedBefore + sinceOpened);
    }

    /** In no order. */
    List<Alert> all() {
        return new ArrayList<>(alerts.values());
    }

    /** Null where there is none. */
    Alert of(String id) {
        return alerts.get(id);
    }

    /** Null while the engine is not at work. */
    AlertHistory history() {
        return history;
    }

    /** Null when all is well. */
    String trouble() {
        return trouble;
    }

    long steps() {
        return steps;
    }

    long missed() {
        return missed;
    }

    long listenerFailures() {
        return listenerFailures;
    }
}
