package io.gemello.series.gateway.flux;

/** A column of a table. */
record Column(String name, Type type) {
    static final String TIME = "_time";
    static final String VALUE = "_value";
    static final String START = "_start";
    static final String STOP = "_stop";
    static final String FIELD = "_field";
    static final String MEASUREMENT = "_measurement";
}
