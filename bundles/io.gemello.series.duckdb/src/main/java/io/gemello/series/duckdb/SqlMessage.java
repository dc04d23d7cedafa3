package io.gemello.series.duckdb;

/** DuckDB's messages for operators: the first line, for the rest is a stack trace of its own. */
final class SqlMessage {
    private SqlMessage() {}

    static String of(Throwable problem) {
        String message = String.valueOf(problem.getMessage()).strip();
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end).strip();
    }
}
