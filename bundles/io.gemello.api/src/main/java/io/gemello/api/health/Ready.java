package io.gemello.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** Registered as a service, with {@link #NAME} as property, when a part is up; the launcher says {@code ready} when all that the features name are there. */
@ConsumerType
public interface Ready {
    /** Service property: {@code site}, {@code http}, {@code mqtt}. */
    String NAME = "gemello.ready";
    /** Service property: the port that was really taken, an Integer, where there is one. */
    String PORT = "gemello.port";
}
