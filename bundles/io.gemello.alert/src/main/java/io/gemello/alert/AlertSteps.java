package io.gemello.alert;

import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Verdict;
import io.gemello.api.catalogue.Point;

/** What an alert needs of the engine that it is a part of. */
interface AlertSteps {
    PointMemory points();

    /** Since when this point's silence counts. */
    long listening(Point point);

    /** Asks a rule's check; one that fails says nothing. */
    Verdict ask(BoundRule rule, AlertCell moment, double[] memory);

    /** What is durable of it has changed. */
    void touched(AlertCell cell);

    /** It has gone on from that state to the one that it is in now. */
    void happened(AlertCell cell, AlertEvent event, AlertState from, long at, String actor, String reason);
}
