package io.gemello.alert;

/**
 * Something in the rule files that must be mended, or looked at.
 *
 * @param file name within {@code rules/}
 * @param path where in it, e.g. {@code rules[2].limits.hi}; empty where it is about the whole file
 * @param message what is wrong and what to do
 * @param note whether it is only to be looked at: everything can be used all the same
 */
record BookFault(String file, String path, String message, boolean note) {
    @Override
    public String toString() {
        return "rules/" + file + (path.isEmpty() ? "" : " " + path) + ": " + (note ? "note: " : "") + message;
    }
}
