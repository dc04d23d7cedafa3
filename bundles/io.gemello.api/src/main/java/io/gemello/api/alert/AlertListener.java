package io.gemello.api.alert;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A part that shows or uses alerts. Register it as a service: it is first given every alert that is not normal, by {@link #standing},
 * then those that change, when the change is durable.
 *
 * <p>Called by the alert engine's thread; must not block. What it throws is counted and said in the log; it is not told that change again.
 */
@ConsumerType
public interface AlertListener {
    /**
     * All that is not normal: whatever the listener was told before, nothing else stands. Told when it comes, and whenever the engine
     * begins anew.
     *
     * @param alerts immutable, may be empty, in no order
     */
    default void standing(List<Alert> alerts) {
        if (!alerts.isEmpty()) {
            changed(alerts);
        }
    }

    /** @param alerts immutable, never empty, in the order of their changes; the same alert may be in it several times */
    void changed(List<Alert> alerts);
}
