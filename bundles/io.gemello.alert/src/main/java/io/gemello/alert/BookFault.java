package io.gemello.alert;

/**
 * Something in the rule files that must be mended, or looked at.
 *
 * @param file name within {@code rules/}
 * @param path where in it, e.g. {@code rules[2].limits.hi}; empty where it is about the whole file
 * @param message what is wrong and what to do
 * @param warning whether the rule can be used all the same
 */
record BookFault(String file, String path, String message, boolean warning) {
    @Override
    public String toString() {
        return "rules/" + file + (path.isEmpty() ? "" : " " + path) + ": " + (warning ? "warning: " : "") + message;
    }
}
