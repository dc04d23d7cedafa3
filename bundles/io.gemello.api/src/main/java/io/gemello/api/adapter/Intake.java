package io.gemello.api.adapter;

import org.osgi.annotation.versioning.ProviderType;

/** The way in for samples. Adapters take this service and open a session each. */
@ProviderType
public interface Intake {
    /** @throws IllegalStateException when a session of that name is open: the message names its type. An adapter that replaces another waits for the old one's close */
    IntakeSession open(AdapterInfo who);
}
