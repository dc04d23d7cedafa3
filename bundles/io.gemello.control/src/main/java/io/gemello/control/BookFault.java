package io.gemello.control;

/**
 * Something in the loop files that must be mended.
 *
 * @param file name within {@code loops/}
 * @param path where in it, e.g. {@code loops[0].limit}; empty where it is about the whole file
 * @param message what is wrong and what to do
 */
record BookFault(String file, String path, String message) {
    @Override
    public String toString() {
        return "loops/" + file + (path.isEmpty() ? "" : " " + path) + ": " + message;
    }
}
