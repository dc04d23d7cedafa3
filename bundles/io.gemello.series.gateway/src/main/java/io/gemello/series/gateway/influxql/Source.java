package io.gemello.series.gateway.influxql;

import java.util.regex.Pattern;

/**
 * Measurements by name or pattern; one of both is null.
 *
 * @param database null for that of the request
 */
record Source(String database, String name, Pattern pattern) {
    boolean matches(String measurement) {
        return name != null ? name.equals(measurement) : pattern.matcher(measurement).find();
    }
}
