package io.gemello.api.health;

import org.osgi.annotation.versioning.ConsumerType;

/** Something that counts: register it as a service; it is asked at every scrape of {@code /metrics}. Quick, never blocking. */
@ConsumerType
public interface MetricSource {
    void collect(Metrics to);
}
