package io.gemello.api.adapter;

import org.osgi.annotation.versioning.ProviderType;

/** The way in for samples. Adapters take this service and open a session each. */
@ProviderType
public interface Intake {
    /** @throws IllegalStateException when a session of that name is open: the message names its type. An adapter that replaces another waits for the old one's close */
    IntakeSession open(AdapterInfo who);

    /**
     * A session that fills in what was not delivered live, whoever delivers the points otherwise. Its addresses are the points' ids; it wants every point of the
     * site. Values are in the point's unit where the sample names none, and are not calibrated. Every reading is marked {@link Sample#BACK_FILLED} and judged by
     * those of this session alone; none becomes the latest. Sent again, the same times change nothing where series are stored.
     *
     * @param who {@code name} is that of the session; no point needs to name it
     * @throws IllegalStateException when a session of that name is open
     */
    IntakeSession openHistory(AdapterInfo who);
}
