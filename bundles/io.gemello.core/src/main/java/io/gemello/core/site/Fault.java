package io.gemello.core.site;

/**
 * Something in the site files that must be mended, or looked at.
 *
 * @param line 1-based; 0 where it is about the whole file
 * @param column the column's or key's name; empty where it is about the whole line
 * @param message what is wrong and what to do
 * @param warning whether the site can be applied all the same
 */
public record Fault(String file, int line, String column, String message, boolean warning) {
    Fault(String file, int line, String column, String message) {
        this(file, line, column, message, false);
    }

    /** {@code points.csv:12 unit: …} */
    @Override
    public String toString() {
        return file + (line > 0 ? ":" + line : "") + (column.isEmpty() ? "" : " " + column) + ": " + (warning ? "warning: " : "") + message;
    }
}
