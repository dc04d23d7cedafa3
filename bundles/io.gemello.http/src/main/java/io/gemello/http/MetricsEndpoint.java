package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.health.MetricSource;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics}: what all sources count, for Prometheus. */
@Component
public final class MetricsEndpoint implements Endpoint {
    private static final Logger LOG = LoggerFactory.getLogger(MetricsEndpoint.class);
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<MetricSource> sources = List.of();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();

    /** For the component runtime, which fills in the sources. */
    public MetricsEndpoint() {}

    MetricsEndpoint(List<MetricSource> sources) {
        this.sources = sources;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("GET", "/metrics", Role.VIEWER, request -> Response.bytes(PrometheusText.CONTENT_TYPE, scrape().getBytes(StandardCharsets.UTF_8))));
    }

    String scrape() {
        PrometheusText text = new PrometheusText();
        for (MetricSource source : sources) {
            try {
                source.collect(text);
            } catch (RuntimeException | LinkageError failed) {
                String name = source.getClass().getName();
                if (failures.computeIfAbsent(name, k -> new LongAdder()).sum() == 0) {
                    LOG.error("{} cannot say what it counts: {}", name, failed.toString());
                }
                failures.get(name).increment();
            }
        }
        failures.forEach((name, count) -> text.counter("gemello_metric_source_failures_total", "Scrapes in which a source failed", count.sum(), "source", name));
        text.gauge("gemello_metric_conflicts", "Samples left out of this scrape because another source has the same series, or the name with another type", text.conflicts());
        return text.text();
    }
}
