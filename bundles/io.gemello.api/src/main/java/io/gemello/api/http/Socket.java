package io.gemello.api.http;

import io.gemello.api.access.Subject;
import org.osgi.annotation.versioning.ProviderType;

/** One open WebSocket. Any thread; never blocks. */
@ProviderType
public interface Socket {
    Subject subject();

    /** @return false when the socket is closed, also because the peer did not keep up with a bounded queue */
    boolean send(String text);

    void close(int code, String reason);
}
