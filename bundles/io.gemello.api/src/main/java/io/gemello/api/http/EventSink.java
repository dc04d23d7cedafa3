package io.gemello.api.http;

import org.osgi.annotation.versioning.ProviderType;

/** One caller's event stream. Any thread; never blocks; the server adds heartbeats. */
@ProviderType
public interface EventSink {
    /** @param id null for none @param event name; null for the default {@code message} @param data text, may have line ends @return false when the stream is closed, also because this caller did not keep up with a bounded queue */
    boolean send(String id, String event, String data);

    void close();
}
