package io.gemello.api.health;

import java.time.Instant;

/**
 * @param name e.g. {@code adapter.hall} or {@code journal}; stable
 * @param since machine time when this state began
 * @param message what is so, and where it is not well what to do; one line
 */
public record Health(String name, State state, Instant since, String message) {
    public enum State { OK, WARN, CRITICAL }
}
