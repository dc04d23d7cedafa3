package io.gemello.core.intake;

import io.gemello.api.adapter.AdapterStatus;
import java.time.Instant;

/**
 * Something that an adapter said was wrong. What it says again and again is one entry.
 *
 * @param first machine time when it was said first
 * @param last machine time when it was said last
 * @param count how often it was said in between
 */
public record AdapterError(Instant first, Instant last, long count, AdapterStatus.State state, String message) {
    AdapterError again(Instant now) {
        return new AdapterError(first, now, count + 1, state, message);
    }
}
