package io.gemello.api.health;

import org.osgi.annotation.versioning.ProviderType;

/** Takes samples of metrics in Prometheus' sense. Names are {@code gemello_…}, counters end in {@code _total}, units are base units (seconds, bytes). */
@ProviderType
public interface Metrics {
    /** @param labels name, value, name, value … */
    void counter(String name, String help, double value, String... labels);

    void gauge(String name, String help, double value, String... labels);
}
