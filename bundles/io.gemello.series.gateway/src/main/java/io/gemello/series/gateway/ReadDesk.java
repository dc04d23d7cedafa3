package io.gemello.series.gateway;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.series.SeriesStore;
import io.gemello.series.gateway.data.OneSeries;
import io.gemello.series.gateway.data.Scan;
import io.gemello.series.gateway.data.SiteSeries;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What questions are answered from: the store that runs, the site's series, the site's clock. */
final class ReadDesk implements CatalogueListener {
    private final Supplier<SeriesStore> store;
    private final String adapter;
    private final Access access;
    private final PointStates states;
    private final SiteClock clock;
    private final Limits limits;
    private final AlertSeries alerts = new AlertSeries();
    private volatile Catalogue catalogue;
    private volatile SiteSeries series;

    /** @param points that one query may read @param rows that one answer may have */
    record Limits(long points, int rows) {}

    /** @param store gives null while none runs @param adapter of what is written */
    ReadDesk(Supplier<SeriesStore> store, String adapter, Access access, PointStates states, SiteClock clock, Limits limits) {
        this.store = store;
        this.adapter = adapter;
        this.access = access;
        this.states = states;
        this.clock = clock;
        this.limits = limits;
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
        series = new SiteSeries(now, adapter);
    }

    AlertSeries alerts() {
        return alerts;
    }

    Limits limits() {
        return limits;
    }

    /** UTC nanoseconds. */
    long now() {
        return clock.epochNanos();
    }

    /** @throws InfluxProblem 503 while there is nothing to read */
    List<OneSeries> visible(Subject who) {
        Catalogue now = catalogue;
        SiteSeries site = series;
        if (now == null || site == null) {
            throw InfluxProblem.away("no site is applied");
        }
        return Stream.concat(site.visible(who, access, this::stored).stream(), alerts.visible(who, now.site(), access)).toList();
    }

    /** Of imported history, which is never the latest, only the store knows. */
    private boolean stored(Point point) {
        PointState state = states.of(point.id());
        SeriesStore now = store.get();
        return state != null && state.latest() != null || now != null && now.knows(point);
    }

    /** For one statement. @throws InfluxProblem 503 while no store runs */
    Scan scan() {
        SeriesStore now = store.get();
        if (now == null) {
            throw InfluxProblem.away("no time-series store runs");
        }
        return new Scan(now, limits.points());
    }
}
