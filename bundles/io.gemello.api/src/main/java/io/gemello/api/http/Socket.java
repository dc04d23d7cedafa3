package io.gemello.api.http;

import io.gemello.api.access.Subject;
import org.osgi.annotation.versioning.ProviderType;

/** One open WebSocket. Any thread; never blocks. */
@ProviderType
public interface Socket {
    Subject subject();

    /** @return false when the socket is closed, also because the peer did not keep up with a bounded queue */
    boolean send(String text);

    /** Texts that have not left yet: whoever has much to say waits for 0. */
    int waiting();

    /** Lets the peer stay by a token that it has sent, when it is of the same user and roles. @return false when it is not valid */
    boolean renew(String token);

    void close(int code, String reason);
}
