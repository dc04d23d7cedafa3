package io.gemello.http;

import io.gemello.api.health.Metrics;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What the endpoints' door counts. Any thread. */
final class HttpCounts {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private final Map<String, LongAdder> answers = new ConcurrentHashMap<>();
    private final LongAdder gone = new LongAdder();

    void answered(String method, int status) {
        answers.computeIfAbsent((METHODS.contains(method) ? method : "other") + " " + status, k -> new LongAdder()).increment();
    }

    void gone() {
        gone.increment();
    }

    void collect(Metrics to) {
        answers.forEach((key, count) -> to.counter("gemello_http_requests_total", "Answered requests", count.sum(), "method", key.substring(0, key.indexOf(' ')), "status", key.substring(key.indexOf(' ') + 1)));
        to.counter("gemello_http_callers_gone_total", "Callers that left before their answer was written", gone.sum());
    }
}
