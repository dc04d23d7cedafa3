package io.gemello.api.access;

import java.net.URI;
import org.osgi.annotation.versioning.ProviderType;

/** The embedded MQTT broker, for parts of this runtime. The secrets are made anew at each start and live in memory only: never write them anywhere. */
@ProviderType
public interface LocalBroker {
    /** E.g. {@code tcp://127.0.0.1:1883}, with the port that was really taken. */
    URI uri();

    /** Who signs in, and with what. */
    record Account(String user, String secret) {
        @Override
        public String toString() {
            return user;
        }
    }

    /** Credentials for this process alone, with all rights but to give orders to actuators. */
    String user();

    String secret();

    /** Credentials that may publish to the command topics, and nothing else. */
    Account commands();

    /** Credentials that may subscribe to the command topics, and nothing else. */
    Account actuators();
}
