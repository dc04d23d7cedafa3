package io.gemello.series.gateway;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.adapter.Intake;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertListener;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.PointStates;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.api.series.SeriesStore;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** InfluxDB's HTTP surface: what its clients write becomes samples, what they ask is answered by the store that runs. */
@Component(immediate = true, configurationPid = "io.gemello.series.gateway", service = {Endpoint.class, CatalogueListener.class, AlertListener.class, MetricSource.class})
@Designate(ocd = Gateway.Config.class)
public final class Gateway implements Endpoint, Dialect, CatalogueListener, AlertListener, MetricSource {
    @ObjectClassDefinition(name = "InfluxDB's surface", description = "Takes line protocol and answers InfluxDB's clients")
    @interface Config {
        @AttributeDefinition(name = "Buckets", description = "Names under which clients find the series: buckets of InfluxDB 2, databases of 1. All of them are the same.")
        String[] buckets() default {"gemello"};

        @AttributeDefinition(name = "Adapter", description = "The name that stands in points.csv for what is written here.")
        String adapter() default "influx";

        @AttributeDefinition(name = "Points", description = "That one query may read; a larger one is refused.")
        long max_points() default 20_000_000;

        @AttributeDefinition(name = "Rows", description = "That one answer may have; a larger one is refused.")
        int max_rows() default 500_000;
    }

    /** InfluxDB's own limit. */
    private static final long MAX_BODY = 25_000_000;

    private final String version;
    private final Buckets buckets;
    private final WriteDesk desk;
    private final WritePaths writes;
    private final ReadDesk reads;
    private final QueryPath queries;
    private final FluxPath scripts;
    private volatile SeriesStore store;

    @Activate
    public Gateway(BundleContext context, Config config, @Reference Intake intake, @Reference Access access, @Reference PointStates states, @Reference SiteClock clock) {
        this(context.getProperty("gemello.version"), config, intake, access, states, clock);
    }

    Gateway(String version, Config config, Intake intake, Access access, PointStates states, SiteClock clock) {
        this.version = "1.8-gemello-" + version;
        buckets = new Buckets(names(config.buckets()));
        desk = new WriteDesk(intake, config.adapter());
        writes = new WritePaths(buckets, desk);
        reads = new ReadDesk(() -> store, config.adapter(), access, states, clock, new ReadDesk.Limits(config.max_points(), config.max_rows()));
        queries = new QueryPath(buckets, reads);
        scripts = new FluxPath(buckets, reads);
    }

    /** A {@code .cfg} file gives one text. */
    private static List<String> names(String[] given) {
        List<String> names = List.of(String.join(",", given).split(",")).stream().map(String::strip).filter(name -> !name.isEmpty()).distinct().toList();
        if (names.isEmpty()) {
            throw new IllegalArgumentException("buckets in etc/io.gemello.series.gateway.cfg names none: write e.g. buckets = gemello");
        }
        return names;
    }

    @Deactivate
    void close() {
        desk.close();
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    void bindStore(SeriesStore now) {
        store = now;
    }

    /** Another may have taken its place already. */
    void unbindStore(SeriesStore gone) {
        store = store == gone ? null : store;
    }

    @Override
    public void applied(Catalogue now) {
        reads.applied(now);
    }

    @Override
    public void standing(List<Alert> alerts) {
        reads.alerts().standing(alerts);
    }

    @Override
    public void changed(List<Alert> alerts) {
        reads.alerts().changed(alerts);
    }

    @Override
    public List<Route> routes() {
        return List.of(
            new Route("GET", "/ping", Role.ANYONE, request -> version(Response.empty(204))),
            new Route("POST", "/api/v2/write", Role.DEVICE, MAX_BODY, request -> version(writes.version2(request))),
            new Route("POST", "/write", Role.DEVICE, MAX_BODY, request -> version(writes.version1(request))),
            new Route("GET", "/query", Role.VIEWER, request -> version(queries.query(request))),
            new Route("POST", "/query", Role.VIEWER, request -> version(queries.query(request))),
            new Route("POST", "/api/v2/query", Role.VIEWER, request -> version(scripts.query(request))),
            new Route("GET", "/api/v2/buckets", Role.VIEWER, request -> version(Response.json(buckets.json(request.query("name").orElse(null))))),
            new Route("GET", "/api/v2/orgs", Role.VIEWER, request -> version(Response.json(Buckets.organisations(request.query("org").orElse("gemello"))))));
    }

    @Override
    public Map<String, Object> refusal(String path, HttpProblem problem) {
        InfluxProblem told = InfluxProblem.of(problem);
        return path.startsWith("/api/v2/") ? told.bodyOfVersion2() : told.bodyOfVersion1();
    }

    /** Clients of InfluxDB 1 may send name and password as {@code u} and {@code p}. */
    @Override
    public String authorization(String path, Map<String, List<String>> query) {
        if (path.startsWith("/api/v2/") || !query.containsKey("u")) {
            return null;
        }
        String pair = query.get("u").get(0) + ':' + query.getOrDefault("p", List.of("")).get(0);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private Response version(Response answer) {
        return answer.header("X-Influxdb-Version", version).header("X-Influxdb-Build", "Gemello");
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_gateway_lines_total", "Lines of line protocol that were taken.", desk.lines.sum());
        to.counter("gemello_gateway_bad_lines_total", "Lines of line protocol that could not be read.", desk.badLines.sum());
    }
}
