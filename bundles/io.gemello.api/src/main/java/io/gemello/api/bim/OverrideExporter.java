package io.gemello.api.bim;

import java.io.IOException;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Writes the model's live parameters and colours for another program. Register it as a service with {@link #NAME}, and it is called
 * with all there is: at once, then when something has changed, conflated.
 *
 * <p>Called by one thread of its own, {@code gemello-bim-export-NAME}, never concurrently; it may block. What it throws is counted and
 * shown in health, and it is tried again after a pause that grows. It should write what it makes atomically: a reader never sees half.
 */
@ConsumerType
public interface OverrideExporter {
    /** Service property: a short name for health, log and {@code POST /bim/exports/NAME}; a bundle's symbolic name where it is not given. */
    String NAME = "gemello.export.name";

    /** Service property, a number of seconds as Integer or text: the least time between two calls; 1 where it is not given. */
    String PAUSE = "gemello.export.pause.s";

    /** Service property, a number of seconds: it is also called when so much time has passed without a change; never where it is not given. */
    String EVERY = "gemello.export.every.s";

    /** @param all immutable */
    void export(Overrides all) throws IOException;
}
