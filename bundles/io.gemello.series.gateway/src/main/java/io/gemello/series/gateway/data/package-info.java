/** Gemello's series as InfluxDB's clients see them: measurements, tags, fields, and what the store holds of them. */
package io.gemello.series.gateway.data;
