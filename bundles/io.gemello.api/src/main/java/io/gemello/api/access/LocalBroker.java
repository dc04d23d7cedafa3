package io.gemello.api.access;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/** The embedded MQTT broker, for parts of this runtime. The secret is made anew at each start and lives in memory only: never write it anywhere. */
@ProviderType
public interface LocalBroker {
    /** E.g. {@code tcp://127.0.0.1:1883}, with the port that was really taken. */
    URI uri();

    /** Credentials with all rights, for this process alone. */
    String user();

    String secret();
}
