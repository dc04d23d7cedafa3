package io.gemello.api.http;

import org.osgi.annotation.versioning.ConsumerType;

/** Feeds one caller's event stream. */
@ConsumerType
@FunctionalInterface
public interface EventSource {
    /** Starts feeding; what is returned is closed once, when the caller goes, is too slow, or the endpoint leaves. */
    AutoCloseable open(EventSink to);
}
