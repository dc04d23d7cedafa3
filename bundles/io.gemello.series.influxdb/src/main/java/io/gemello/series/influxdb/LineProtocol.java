package io.gemello.series.influxdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.util.Arrays;
import java.util.List;

/**
 * Readings as lines: measurement = quantity, tags site, asset, point (sorted, as InfluxDB likes them), fields value and quality, nanoseconds.
 * A value that is no number is left out: InfluxDB has none. What stands before the fields is made once per point. One thread.
 */
final class LineProtocol {
    /** About what a line takes, so that the text seldom grows. */
    private static final int LINE = 120;

    private final String site;
    /** By catalogue key: the point whose prefix is known, and the prefix. */
    private Point[] seen = new Point[64];
    private String[] prefixes = new String[64];

    LineProtocol(String site) {
        this.site = site;
    }

    String site() {
        return site;
    }

    String text(List<Reading> readings) {
        StringBuilder text = new StringBuilder(readings.size() * LINE);
        for (Reading reading : readings) {
            text.append(prefix(reading.point()));
            if (Double.isFinite(reading.value())) {
                text.append("value=").append(reading.value()).append(',');
            }
            text.append("quality=").append(reading.quality()).append("i ").append(reading.epochNanos()).append('\n');
        }
        return text.toString();
    }

    private String prefix(Point point) {
        int key = point.key();
        if (key >= seen.length) {
            int size = Math.max(seen.length * 2, key + 1);
            seen = Arrays.copyOf(seen, size);
            prefixes = Arrays.copyOf(prefixes, size);
        }
        // Not equals: the same point may have another quantity or asset since the site was applied anew.
        if (seen[key] != point) {
            seen[key] = point;
            prefixes[key] = measurement(point.quantity()) + ",asset=" + tag(point.asset()) + ",point=" + tag(point.id()) + ",site=" + tag(site) + " ";
        }
        return prefixes[key];
    }

    private static String measurement(String name) {
        return name.replace(",", "\\,").replace(" ", "\\ ");
    }

    private static String tag(String value) {
        return measurement(value).replace("=", "\\=");
    }
}
