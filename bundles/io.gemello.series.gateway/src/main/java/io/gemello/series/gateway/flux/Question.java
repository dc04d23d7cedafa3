package io.gemello.series.gateway.flux;

import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Scan;
import java.util.List;
import java.util.function.Predicate;

/**
 * Somebody who asks.
 *
 * @param visible the series that he may see
 * @param scan reads them
 * @param buckets what there is, and {@code knows} whether a name is among them
 * @param now UTC nanoseconds
 * @param mostRows in one table or stream of them
 */
public record Question(List<OneSeries> visible, Scan scan, List<Bucket> buckets, Predicate<String> knows, long now, int mostRows) {
    /** As {@code buckets()} lists it. */
    public record Bucket(String name, String id, String organisation) {}
}
