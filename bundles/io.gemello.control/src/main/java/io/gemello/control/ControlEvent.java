package io.gemello.control;

import java.util.List;

/**
 * Something that happened, for the history.
 *
 * @param what one of {@link #WORDS}
 * @param loop empty for none
 * @param point the actuator's; empty for none
 * @param value what was written, NaN for none
 * @param actor a user, or {@code control}
 */
record ControlEvent(String what, String loop, String point, double value, String actor, String reason) {
    static final List<String> WORDS = List.of("arm", "extend", "disarm", "lease-over", "blind", "sighted", "write", "safe", "cut", "failed");
}
