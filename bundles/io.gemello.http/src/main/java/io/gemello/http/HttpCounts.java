package io.gemello.http;

import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.osgi.service.component.annotations.Component;

/**
 * What the endpoints' door counts. A component of its own, since the servlet uses the endpoint that scrapes the metrics:
 * as a source of them it would wait for itself.
 */
@Component(service = {HttpCounts.class, MetricSource.class})
public final class HttpCounts implements MetricSource {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder gone = new LongAdder();
    private final LongAdder streamsOpened = new LongAdder();
    private final LongAdder streamsEnded = new LongAdder();
    private final LongAdder streamsSlow = new LongAdder();

    void answered(String method, int status) {
        answers.computeIfAbsent((METHODS.contains(method) ? method : "other") + " " + status, k -> new LongAdder()).increment();
    }

    void gone() {
        gone.increment();
    }

    void streamOpened() {
        streamsOpened.increment();
    }

    void streamEnded(boolean slow) {
        streamsEnded.increment();
        if (slow) {
            streamsSlow.increment();
        }
    }

    @Override
    public void collect(Metrics to) {
        answers.forEach((key, count) -> to.counter("gemello_http_requests_total", "Answered requests", count.sum(), "method", key.substring(0, key.indexOf(' ')), "status", key.substring(key.indexOf(' ') + 1)));
        to.counter("gemello_http_callers_gone_total", "Callers that left before their answer was written", gone.sum());
        to.gauge("gemello_http_event_streams", "Open event streams", streamsOpened.sum() - streamsEnded.sum());
        to.counter("gemello_http_event_streams_opened_total", "Event streams opened", streamsOpened.sum());
        to.counter("gemello_http_event_streams_slow_total", "Event streams closed because their caller did not keep up", streamsSlow.sum());
    }
}
