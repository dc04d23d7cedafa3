package io.gemello.series.duckdb;

/** DuckDB's messages for people: the first line, for the rest is a stack trace of its own; and in words what it says in one. */
final class SqlMessage {
    private SqlMessage() {}

    static String of(Throwable problem) {
        String message = String.valueOf(problem.getMessage()).strip();
        if (message.startsWith("INTERRUPT")) {
            return "the query took too long and was ended; ask for a shorter time, or for larger windows";
        }
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
