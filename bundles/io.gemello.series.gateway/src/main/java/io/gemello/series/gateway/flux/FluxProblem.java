package io.gemello.series.gateway.flux;

/** A script that is wrong, or that lies outside the subset, in InfluxDB's form where it has one. */
public final class FluxProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Span at;
    private final String before;

    private FluxProblem(String before, Span at, String message) {
        super(message, null, false, false);
        this.before = before;
        this.at = at;
    }

    /** The script cannot be read, or means nothing. */
    static FluxProblem compiling(Span at, String message) {
        return new FluxProblem("compilation failed: error ", at, message);
    }

    /** Something that InfluxDB has and this gateway has not. @param what e.g. {@code the function derivative} */
    static FluxProblem outside(Span at, String what) {
        return compiling(at, what + " is not supported by Gemello's gateway; docs/gateway.md lists what is");
    }

    /** It has a meaning, but not with these data. */
    static FluxProblem running(Span at, String message) {
        return new FluxProblem("runtime error ", at, message);
    }

    /** With its place. */
    public String in(String script) {
        return before + at.in(script) + ": " + getMessage();
    }
}
