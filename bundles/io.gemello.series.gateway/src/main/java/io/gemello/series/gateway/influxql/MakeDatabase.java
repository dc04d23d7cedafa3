package io.gemello.series.gateway.influxql;

/** {@code CREATE DATABASE}: scripts say it before they begin. */
record MakeDatabase(String name) implements Statement {}
