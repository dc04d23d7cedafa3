package io.gemello.http;

import org.eclipse.jetty.http.HttpParser;

/** Where a connection stands, as far as a slow caller could hold it there. */
enum SlowPhase {
    /** Nothing was asked yet: also a handshake that does not end. Longer than Jetty's own limit for silence, which is the polite one. */
    SILENT(75),
    /** The request's line and headers come. */
    HEAD(20),
    /** The body comes; {@link Reception} has a shorter time for those of endpoints. This is for the console's uploads. */
    BODY(300),
    /** It is the server's turn. */
    NONE(0);

    private final long seconds;

    SlowPhase(long seconds) {
        this.seconds = seconds;
    }

    long seconds() {
        return seconds;
    }

    static SlowPhase of(HttpParser.State state) {
        return switch (state) {
            case START -> SILENT;
            case METHOD, SPACE1, URI, SPACE2, REQUEST_VERSION, HEADER -> HEAD;
            case CONTENT, EOF_CONTENT, CHUNKED_CONTENT, CHUNK_SIZE, CHUNK_PARAMS, CHUNK, CONTENT_END, TRAILER -> BODY;
            default -> NONE;
        };
    }
}
