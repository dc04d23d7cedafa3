/** A subset of Flux, the query language of InfluxDB 2. */
package io.gemello.series.gateway.flux;
