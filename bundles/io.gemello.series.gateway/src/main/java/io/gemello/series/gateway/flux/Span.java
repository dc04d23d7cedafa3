package io.gemello.series.gateway.flux;

/** A piece of a script. @param from the first character, from 0 @param to behind the last one */
record Span(int from, int to) {
    Span until(Span end) {
        return new Span(from, Math.max(to, end.to));
    }

    /** As InfluxDB tells places: {@code @1:5-2:3}, lines and columns from 1. */
    String in(String script) {
        return "@" + place(script, from) + "-" + place(script, to);
    }

    private static String place(String script, int at) {
        String before = script.substring(0, Math.min(at, script.length()));
        return (before.length() - before.replace("\n", "").length() + 1) + ":" + (at - before.lastIndexOf('\n'));
    }
}
