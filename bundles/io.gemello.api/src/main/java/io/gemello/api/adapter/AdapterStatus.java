package io.gemello.api.adapter;

/**
 * How an adapter fares, told by itself.
 *
 * @param message what is wrong and what to do, or of one that is connected how far it has come; one line, empty when there is nothing to tell
 */
public record AdapterStatus(State state, String message) {
    public enum State {
        STARTING, CONNECTED,
        /** Works, but loses or misses something: see the message. */
        DEGRADED,
        /** Has no connection to its source and keeps trying. */
        DISCONNECTED,
        /** Cannot work as configured. */
        MISCONFIGURED
    }
}
