package io.gemello.api.series;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
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

    /**
     * The same of many points, each point's windows in time order and together; points without any are left out. A store may answer this far faster than
     * point by point.
     *
     * @param into called in the caller's thread; what it throws ends the answer
     */
    default void aggregate(Collection<Point> points, long from, long to, long everyNanos, BiConsumer<Point, SeriesWindow> into) throws IOException {
        for (Point point : points) {
            aggregate(point, from, to, everyNanos).forEach(window -> into.accept(point, window));
        }
    }

    /**
     * Whether the store knows, without looking into its data, that it has kept readings of the point: of imported history nothing else tells. False where
     * it would have to look. Never blocks.
     */
    default boolean knows(Point point) {
        return false;
    }

    /** The newest stored reading by time. For live values ask {@link io.gemello.api.catalogue.PointStates} instead. */
    Optional<Reading> latest(Point point) throws IOException;
}
