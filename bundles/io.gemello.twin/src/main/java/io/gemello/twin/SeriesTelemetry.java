package io.gemello.twin;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointDetail;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the points of a thing showed at a time, from the time series. Blocks on the store. */
final class SeriesTelemetry {
    private static final long HOUR = Duration.ofHours(1).toNanos();
    /** A reading older than that is not looked for: the point was silent. */
    private static final long LONGEST = Duration.ofDays(31).toNanos();
    private static final int PAGE = 10_000;

    private final Supplier<SeriesStore> stores;
    private volatile Catalogue catalogue;

    /** @param stores gives null while no store runs */
    SeriesTelemetry(Supplier<SeriesStore> stores) {
        this.stores = stores;
    }

    void applied(Catalogue now) {
        catalogue = now;
    }

    /** @throws HttpProblem 503 where no store runs, or it cannot answer */
    Telemetry at(SiteThing site, long time) {
        Telemetry telemetry = Telemetry.none(site.points().size());
        SeriesStore store = stores.get();
        if (store == null && !site.points().isEmpty()) {
            throw unavailable("No time-series store runs.");
        }
        for (int i = 0; i < site.points().size(); i++) {
            Point point = site.points().get(i);
            Reading last = last(store, point, time);
            if (last != null) {
                telemetry.take(i, last);
                telemetry.take(i, state(point, time - last.epochNanos()));
            }
        }
        return telemetry;
    }

    private PointState.State state(Point point, long ageNanos) {
        Catalogue now = catalogue;
        PointDetail detail = now == null ? null : now.detail(point.id());
        return detail == null || detail.staleAfter() == null || ageNanos <= detail.staleAfter().toNanos() ? PointState.State.LIVE : PointState.State.STALE;
    }

    /** The newest reading at or before a time: of the last hour, else of the last hour that has any; null for none. */
    private static Reading last(SeriesStore store, Point point, long time) {
        try {
            Reading recent = last(store, point, time - HOUR, time + 1);
            if (recent != null) {
                return recent;
            }
            List<SeriesWindow> hours = store.aggregate(point, time - LONGEST, time - HOUR, HOUR);
            if (hours.isEmpty()) {
                return null;
            }
            long start = hours.get(hours.size() - 1).start();
            return last(store, point, start, Math.min(start + HOUR, time + 1));
        } catch (IOException fault) {
            throw unavailable("The time-series store cannot answer: " + fault.getMessage());
        }
    }

    private static Reading last(SeriesStore store, Point point, long from, long to) throws IOException {
        Reading last = null;
        SeriesPage page = store.range(point, from, to, PAGE);
        while (!page.readings().isEmpty()) {
            last = page.readings().get(page.readings().size() - 1);
            if (page.next().isEmpty()) {
                return last;
            }
            page = store.range(point, page.next().getAsLong(), to, PAGE);
        }
        return last;
    }

    static HttpProblem unavailable(String message) {
        return new HttpProblem(503, "gemello:twin.no-series", message, "Telemetry of the past comes from the time series: see /health.", Map.of("Retry-After", "5"));
    }
}
