package io.gemello.api.health;

import java.time.Instant;

/**
 * @param name e.g. {@code adapter.hall} or {@code journal}; stable
 * @param since machine time when this state began
 * @param message what is so, one line
 * @param remedy what to do about it, one line; empty where it is well
 */
public record Health(String name, State state, Instant since, String message, String remedy) {
    public enum State { OK, WARN, CRITICAL }

    /** Where there is nothing to be done, or where the message says it. */
    public Health(String name, State state, Instant since, String message) {
        this(name, state, since, message, "");
    }
}
