package io.gemello.series.influxdb;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.ReadingJournal;
import io.gemello.api.series.SeriesStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Every reading of the journal in a bucket of an InfluxDB server, and reads from there. */
@Component(immediate = true, configurationPid = "io.gemello.series.influxdb", service = {CatalogueListener.class, HealthCheck.class, MetricSource.class})
@Designate(ocd = InfluxSeries.Config.class)
public final class InfluxSeries implements CatalogueListener, HealthCheck, MetricSource {
    @ObjectClassDefinition(name = "Series store (InfluxDB)", description = "Writes every reading to an InfluxDB server")
    @interface Config {
        @AttributeDefinition(name = "URL", description = "Of the server, without path.")
        String url() default "http://127.0.0.1:8086";

        @AttributeDefinition(name = "Organisation", description = "InfluxDB 2 only; the others ignore it.")
        String org() default "gemello";

        @AttributeDefinition(name = "Bucket", description = "InfluxDB 2: a bucket. 1 and 3: a database, or database/retention policy.")
        String bucket() default "gemello";

        @AttributeDefinition(name = "Token file", description = "Holds the token and nothing else, mode 600; a relative path begins in the data folder; InfluxDB 1: user:password. Empty: the environment variable below.")
        String token_file() default "";

        @AttributeDefinition(name = "Token variable", description = "Environment variable that holds the token, where no file is given. Unset: no token is sent.")
        String token_variable() default "GEMELLO_INFLUXDB_TOKEN";

        @AttributeDefinition(name = "Create", description = "Make the bucket (with the retention below) if it is missing.")
        boolean create() default true;

        @AttributeDefinition(name = "Retention [days]", description = "Of a bucket that is made; 0 keeps everything.")
        int retention_days() default 0;

        @AttributeDefinition(name = "Batch [readings]", description = "Readings in one request at most.")
        int batch_readings() default 5000;

        @AttributeDefinition(name = "Interval [ms]", description = "Between two requests: how late a reading may be in InfluxDB.")
        int interval_ms() default 1000;

        @AttributeDefinition(name = "Compress", description = "Send gzip.")
        boolean gzip() default true;

        @AttributeDefinition(name = "Timeout [s]", description = "Of connecting, and of each answer.")
        int timeout_s() default 30;

        @AttributeDefinition(name = "Reads", description = "Whether InfluxDB answers what people and parts read: alone = only where no other store runs.",
            options = {@Option(label = "alone", value = "alone"), @Option(label = "first", value = "first"), @Option(label = "never", value = "never")})
        String reads() default "alone";
    }

    /** Another store that says nothing of its rank has 0. */
    private static final int BEHIND_OTHERS = -100;
    private static final int BEFORE_OTHERS = 100;

    private final DeliveryState state;
    private final Delivery delivery;
    private final ServiceRegistration<SeriesStore> answers;

    @Activate
    public InfluxSeries(BundleContext context, Config config, @Reference ReadingJournal journal) {
        Target target = target(config, context.getProperty("gemello.data"));
        boolean first = config.reads().equals("first");
        if (!first && !List.of("alone", "never").contains(config.reads())) {
            throw new IllegalArgumentException("reads of the InfluxDB store is '" + config.reads() + "': it must be alone, first or never");
        }
        state = new DeliveryState(target, System::nanoTime);
        delivery = new Delivery(journal, target, new Delivery.Pace(Duration.ofMillis(config.interval_ms()), config.batch_readings()), state);
        delivery.start();
        answers = config.reads().equals("never") ? null : context.registerService(SeriesStore.class, new InfluxReads(delivery), ranked(first ? BEFORE_OTHERS : BEHIND_OTHERS));
    }

    /** @param data the data folder, in which relative paths begin */
    private static Target target(Config config, String data) {
        if (config.batch_readings() < 1 || config.timeout_s() < 1 || config.interval_ms() < 0) {
            throw new IllegalArgumentException("batch.readings and timeout.s of the InfluxDB store must be at least 1, interval.ms at least 0");
        }
        return new Target(config.url(), config.org(), config.bucket(), config.retention_days(), config.create(), config.token_file().isBlank() ? null : Path.of(data == null ? "" : data).resolve(config.token_file()),
            config.token_variable(), config.gzip(), Duration.ofSeconds(config.timeout_s()));
    }

    private static Dictionary<String, Object> ranked(int rank) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, rank);
        return properties;
    }

    @Deactivate
    void close() {
        if (answers != null) {
            answers.unregister();
        }
        delivery.close();
    }

    @Override
    public void applied(Catalogue now) {
        delivery.site(now.site().id());
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
