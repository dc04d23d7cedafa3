package io.gemello.series.gateway.influxql;

/** A query that is wrong, or that lies outside the subset: the message is InfluxDB's where it has one. */
public final class QueryProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final boolean parsing;

    private QueryProblem(boolean parsing, String message) {
        super(message, null, false, false);
        this.parsing = parsing;
    }

    /** The whole request is refused. */
    static QueryProblem parsing(String message) {
        return new QueryProblem(true, "error parsing query: " + message);
    }

    /** Something that InfluxDB has and this gateway has not. @param what e.g. {@code derivative()} */
    static QueryProblem outside(String what) {
        return new QueryProblem(true, "error parsing query: " + what + " is not supported by Gemello's gateway; docs/gateway.md lists what is");
    }

    /** The statement fails, the others of the request do not. */
    static QueryProblem running(String message) {
        return new QueryProblem(false, message);
    }

    public boolean parsing() {
        return parsing;
    }
}
