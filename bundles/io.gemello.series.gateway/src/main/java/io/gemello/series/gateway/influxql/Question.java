package io.gemello.series.gateway.influxql;

import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Scan;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Somebody who asks.
 *
 * @param database of the request; null for none
 * @param visible the series that he may see
 * @param scan makes one for each statement
 * @param databases what there is, and {@code knows} whether a name, also {@code name/policy}, is among them
 * @param now UTC nanoseconds
 * @param mostRows in the answer of one statement
 */
public record Question(String database, List<OneSeries> visible, Supplier<Scan> scan, List<String> databases, Predicate<String> knows, long now, int mostRows) {
    /** What became of one statement. @param error null where it went well @param zone in which times are written */
    record Answer(List<Table> tables, String error, ZoneId zone) {}
}
