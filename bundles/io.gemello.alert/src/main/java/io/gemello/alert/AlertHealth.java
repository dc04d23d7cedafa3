package io.gemello.alert;

import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import io.gemello.api.health.Metrics;
import java.util.ArrayList;
import java.util.List;

/** How the engine and its rules fare. */
final class AlertHealth {
    private final AlertBoard board;
    private final AlertCounts counts;
    private final RuleShelf shelf;
    private final HealthBook standing = new HealthBook();

    AlertHealth(AlertBoard board, AlertCounts counts, RuleShelf shelf) {
        this.board = board;
        this.counts = counts;
        this.shelf = shelf;
    }

    synchronized List<Health> check() {
        List<Health> all = new ArrayList<>();
        String trouble = board.trouble();
        if (trouble != null) {
            all.add(standing.now("alert", Health.State.CRITICAL, "alerts cannot be kept: " + trouble, "free disk space if it is full; readings wait in their journal meanwhile, up to its bound"));
        } else if (counts.failures > 0) {
            all.add(standing.now("alert", Health.State.WARN, counts.failure, "replace the bundle that brings this kind of rule; a restart of the bundle io.gemello.alert clears this"));
        } else if (board.missed() > 0) {
            all.add(standing.now("alert", Health.State.WARN, board.missed() + " readings were gone before any rule had seen them", "give the journal of readings more room or age in the core's configuration"));
        } else if (crowdedOut() > 0) {
            all.add(standing.now("alert", Health.State.WARN, crowdedOut() + " transitions were let go early, for the history has grown to its size", "set history.max.mib higher in io.gemello.alert.cfg, or look for alerts that come and go all the time"));
        } else {
            all.add(standing.now("alert", Health.State.OK, shelf.book().rules().size() + " alerts are watched", ""));
        }
        List<BookFault> refused = shelf.refused();
        List<BookFault> left = shelf.book().faults().stream().filter(fault -> !fault.note()).toList();
        if (!refused.isEmpty() && !shelf.begun()) {
            all.add(standing.now("alert.rules", Health.State.CRITICAL, "no rule is watched: " + first(refused), "see to the folder rules of the site; it is tried again every two seconds"));
        } else if (!refused.isEmpty()) {
            all.add(standing.now("alert.rules", Health.State.WARN, "changed rule files are not used: " + first(refused), "mend them, GET /api/gemello/alerts/rules lists all faults; the rules from before go on"));
        } else if (!left.isEmpty()) {
            all.add(standing.now("alert.rules", Health.State.CRITICAL, "some rules are not watched: " + first(left), "mend the rule files, GET /api/gemello/alerts/rules lists all faults"));
        } else {
            all.add(standing.now("alert.rules", Health.State.OK, "", ""));
        }
        return all;
    }

    private long crowdedOut() {
        AlertHistory history = board.history();
        return history == null ? 0 : history.crowdedOut();
    }

    private static String first(List<BookFault> faults) {
        return faults.get(0) + (faults.size() > 1 ? "; and " + (faults.size() - 1) + " more" : "");
    }

    void collect(Metrics to) {
        int[][] standing = new int[AlertState.values().length][Priority.values().length];
        for (Alert alert : board.all()) {
            standing[alert.state().ordinal()][alert.priority().ordinal()]++;
        }
        for (AlertState state : AlertState.values()) {
            for (Priority priority : Priority.values()) {
                if (state != AlertState.NORMAL) {
                    to.gauge("gemello_alerts", "Alerts in this state.", standing[state.ordinal()][priority.ordinal()], "state", state.word(), "priority", priority.word());
                }
            }
        }
        to.gauge("gemello_alert_rules", "Rules made ready for a point.", shelf.book().rules().size());
        to.counter("gemello_alert_readings_total", "Readings of points that a rule looks at.", counts.readings);
        to.counter("gemello_alert_passed_over_total", "Readings that are no evidence: older than the newest, back-filled, or of skewed time.", counts.passedOver);
        to.counter("gemello_alert_judged_total", "Readings shown to a rule.", counts.judged);
        to.counter("gemello_alert_transitions_total", "Durable transitions since the start.", counts.transitions);
        AlertHistory history = board.history();
        to.counter("gemello_alert_history_dropped_total", "Transitions that were let go by the history's age or size since the engine began.", history == null ? 0 : history.dropped());
        to.counter("gemello_alert_rule_failures_total", "Times a rule's check threw.", counts.failures);
        to.counter("gemello_alert_listener_failures_total", "Times a listener threw.", board.listenerFailures());
        to.counter("gemello_alert_missed_readings_total", "Readings that the journal let go before the engine had read them.", board.missed());
    }
}
