package io.gemello.series.gateway.influxql;

/** One statement of a request. */
sealed interface Statement permits Select, Show, MakeDatabase {}
