package io.gemello.series.gateway.line;

import io.gemello.api.adapter.Sample;
import java.util.List;

/**
 * One line that was understood.
 *
 * @param series measurement and tags as they stand in an address: tags sorted by name, special characters escaped as in line protocol
 * @param epochNanos {@link Sample#NO_TIME} where the line told none
 */
public record Line(String series, List<Field> fields, long epochNanos) {
    /** @param value Double, Long, Boolean or String */
    public record Field(String name, Object value) {}
}
