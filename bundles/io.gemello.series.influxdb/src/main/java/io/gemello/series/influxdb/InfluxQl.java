package io.gemello.series.influxdb;

/** Names and texts in InfluxQL. */
final class InfluxQl {
    private InfluxQl() {}

    static String identifier(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    static String text(String value) {
        return '\'' + value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + '\'';
    }
}
