/** A subset of InfluxQL, the query language of InfluxDB 1. */
package io.gemello.series.gateway.influxql;
