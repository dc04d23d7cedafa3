package io.gemello.alert;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the engine counts. Written by its thread, read by any. */
final class AlertCounts {
    private static final Logger LOG = LoggerFactory.getLogger(AlertCounts.class);
    /** Readings of points that a rule looks at. */
    volatile long readings;
    /** Readings that are no evidence: older than the newest, back-filled, or of skewed time. */
    volatile long passedOver;
    /** A reading shown to a rule. */
    volatile long judged;
    volatile long transitions;
    volatile long failures;
    /** What failed last; null for nothing. */
    volatile String failure;

    /** A check threw: said once for each rule in a row. */
    void failed(BoundRule rule, Throwable broken) {
        failures++;
        String what = "rule '" + rule.rule() + "' fails at point '" + rule.point().id() + "': " + broken;
        if (failure == null || !failure.startsWith("rule '" + rule.rule() + "'")) {
            LOG.error("{}; its alert stands as it is. Replace the bundle that brings this kind of rule", what);
        }
        failure = what;
    }
}
