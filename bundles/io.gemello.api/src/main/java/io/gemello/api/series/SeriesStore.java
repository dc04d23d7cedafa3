package io.gemello.api.series;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A time-series store. Any thread; blocks on disk or network. Times are UTC nanoseconds; {@code from} is inclusive, {@code to} exclusive. One reading per point and time: the one delivered last. */
@ProviderType
public interface SeriesStore {
    /** E.g. {@code duckdb}. */
    String name();

    /** Readings in time order, at most {@code limit}; when there are more, {@link SeriesPage#next} says where to go on. Bad readings are among them. */
    SeriesPage range(Point point, long from, long to, int limit) throws IOException;

    /** Windows of {@code everyNanos}, aligned to 1970; windows without a usable reading are left out. Bad readings (NaN, out of range) are not counted. */
    List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException;

    /** The newest stored reading by time. For live values ask {@link io.gemello.api.catalogue.PointStates} instead. */
    Optional<Reading> latest(Point point) throws IOException;
}
