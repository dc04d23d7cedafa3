package io.gemello.api.journal;

import io.gemello.api.reading.Reading;
import java.util.List;

/**
 * @param readings in journal order; immutable; empty when nothing came
 * @param next the position to {@link JournalReader#commit} when these readings are safe
 */
public record ReadingBatch(List<Reading> readings, long next) {
    public ReadingBatch {
        readings = List.copyOf(readings);
    }
}
