package io.gemello.series.duckdb;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.Point;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Route;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The embedded series store: every reading of the journal, in {@code DATA/series/series.duckdb} and, when it is older, in Parquet files beside it. */
@Component(immediate = true, service = {SeriesStore.class, Endpoint.class, CatalogueListener.class, HealthCheck.class, MetricSource.class})
@Designate(ocd = DuckSeries.Config.class)
public final class DuckSeries implements SeriesStore, Endpoint, CatalogueListener, HealthCheck, MetricSource {
    @ObjectClassDefinition(name = "Series store (DuckDB)", description = "Keeps readings, and their minutes and hours, in DATA/series")
    @interface Config {
        @AttributeDefinition(name = "Commit interval [ms]", description = "Between two transactions: how late a reading may be in the store. Short ones cost CPU and disk.")
        int commit_interval_ms() default 2000;

        @AttributeDefinition(name = "Commit size [readings]", description = "In one transaction at most, when the store catches up. From 122880 on DuckDB writes them to their place at once, not to its log first.")
        int commit_rows() default 122_880;

        @AttributeDefinition(name = "Memory limit [MB]", description = "What DuckDB may use, outside Java's heap.")
        int memory_limit_mb() default 128;

        @AttributeDefinition(name = "Temporary space [MB]", description = "What DuckDB may write to DATA/tmp where memory is not enough; a query that needs more is refused.")
        int temporary_limit_mb() default 4096;

        @AttributeDefinition(name = "Settle after [s]", description = "An hour of history is sorted, and its minutes and hours counted up, when nothing came into it for so long.")
        int settle_after_s() default 60;

        @AttributeDefinition(name = "Into Parquet after [days]", description = "Raw readings of whole days before that lie in DATA/series/raw/DATE.N.parquet.")
        int parquet_after_days() default 2;

        @AttributeDefinition(name = "Keep readings [days]", description = "0 keeps them for ever. What is older is deleted, and not stored any more when it comes late.")
        int raw_days() default 0;

        @AttributeDefinition(name = "Keep minutes [days]", description = "Count, sum, min, max, first and last of each minute. 0 keeps them for ever.")
        int minute_days() default 0;

        @AttributeDefinition(name = "Keep hours [days]", description = "The same of each hour. 0 keeps them for ever.")
        int hour_days() default 0;

        @AttributeDefinition(name = "Rows of SQL", description = "That one answer of POST /api/gemello/sql may have.")
        int sql_rows() default 10_000;

        @AttributeDefinition(name = "SQL timeout [s]", description = "After this a question in SQL is ended.")
        int sql_timeout_s() default 20;

        @AttributeDefinition(name = "Threads", description = "Threads that DuckDB may use for one query.")
        int threads() default 1;

        @AttributeDefinition(name = "Queries at a time", description = "A further one waits a while, then is answered busy.")
        int queries() default 3;

        @AttributeDefinition(name = "Query timeout [s]", description = "After this a query is ended.")
        int query_timeout_s() default 20;
    }

    /** Characters of all cells of an answer in SQL. */
    private static final long SQL_BYTES = 16 << 20;

    private final IngestState state;
    private final Ingest ingest;
    private final StoreEndpoint endpoint;
    private volatile String site;

    @Activate
    public DuckSeries(BundleContext context, Config config, @Reference ReadingJournal journal, @Reference SiteClock clock) {
        this(dataFolder(context), config, journal, clock);
    }

    DuckSeries(Path data, Config config, ReadingJournal journal, SiteClock clock) {
        Path file = data.resolve("series").resolve("series.duckdb");
        SeriesFile.Limits limits = new SeriesFile.Limits(config.memory_limit_mb(), config.threads(), data.resolve("tmp").resolve("duckdb"), config.temporary_limit_mb());
        state = new IngestState(file);
        OpenSeries.Limits asking = new OpenSeries.Limits(config.queries(), config.query_timeout_s(), new SqlDesk.Limits(config.sql_rows(), config.sql_timeout_s(), SQL_BYTES));
        Keeping keeping = new Keeping(TimeUnit.SECONDS.toNanos(config.settle_after_s()), config.parquet_after_days(), Keeping.days(config.raw_days(), config.minute_days(), config.hour_days()));
        ingest = new Ingest(journal, () -> new OpenSeries(new SeriesFile(file, limits), asking, keeping),
            new Ingest.Pace(Duration.ofMillis(config.commit_interval_ms()), config.commit_rows()), () -> site, clock, state);
        Path backups = file.resolveSibling("backup");
        endpoint = new StoreEndpoint((sql, rows) -> ingest.series().ask(sql, rows), () -> ingest.between(series -> series.backUp(backups)), config.sql_rows());
        ingest.start();
    }

    private static Path dataFolder(BundleContext context) {
        String data = context.getProperty("gemello.data");
        if (data == null) {
            throw new IllegalStateException("framework property gemello.data is not set: it must name the data folder, in which the series store keeps its file");
        }
        return Path.of(data);
    }

    @Deactivate
    void close() {
        ingest.close();
    }

    @Override
    public String name() {
        return "duckdb";
    }

    @Override
    public SeriesPage range(Point point, long from, long to, int limit) throws IOException {
        if (limit < 1) {
            throw new IllegalArgumentException("a page holds at least one reading, not " + limit);
        }
        return ingest.series().range(point, from, to, limit);
    }

    @Override
    public List<SeriesWindow> aggregate(Point point, long from, long to, long everyNanos) throws IOException {
        return ingest.series().aggregate(point, from, to, length(everyNanos));
    }

    @Override
    public void aggregate(Collection<Point> points, long from, long to, long everyNanos, BiConsumer<Point, SeriesWindow> into) throws IOException {
        ingest.series().aggregate(points, from, to, length(everyNanos), into);
    }

    private static long length(long everyNanos) {
        if (everyNanos < 1) {
            throw new IllegalArgumentException("a window is at least one nanosecond long, not " + everyNanos);
        }
        return everyNanos;
    }

    @Override
    public boolean knows(Point point) {
        return ingest.knows(point);
    }

    @Override
    public Optional<Reading> latest(Point point) throws IOException {
        return ingest.series().latest(point);
    }

    @Override
    public List<Route> routes() {
        return endpoint.routes();
    }

    @Override
    public void applied(Catalogue now) {
        site = now.site().id();
    }

    @Override
    public List<Health> check() {
        return List.of(state.health());
    }

    @Override
    public void collect(Metrics to) {
        state.collect(to);
    }
}
