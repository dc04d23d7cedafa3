package io.gemello.api.http;

import org.osgi.annotation.versioning.ConsumerType;

/** What comes from one socket. Called by one thread at a time; must not block for long. */
@ConsumerType
public interface SocketHandler {
    /** A whole text message, at most 256 KiB. */
    void text(String message);

    /** Called once. @param code as in RFC 6455 section 7.4 */
    void closed(int code, String reason);
}
