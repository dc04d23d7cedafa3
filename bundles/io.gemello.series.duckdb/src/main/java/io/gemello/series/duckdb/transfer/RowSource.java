package io.gemello.series.duckdb.transfer;

import java.io.IOException;

/** A file as rows, in its order, always the same. One thread. */
interface RowSource extends AutoCloseable {
    /** @return null at the end @throws BadRow for one that cannot be read: the next call goes on behind it */
    Row next() throws IOException, BadRow;

    /** How much of the file is read, 0 to 1. */
    double progress();

    @Override
    void close() throws IOException;

    /** Says where and why. */
    final class BadRow extends Exception {
        private static final long serialVersionUID = 1;

        BadRow(long number, String message) {
            super("line " + number + ": " + message, null, false, false);
        }
    }
}
