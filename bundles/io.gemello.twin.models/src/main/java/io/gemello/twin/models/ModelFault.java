package io.gemello.twin.models;

/**
 * Something in the model files that must be mended.
 *
 * @param file name within {@code models/}; empty where it is about the folder
 * @param path where in it, e.g. {@code contents[2].schema}; empty where it is about the whole file
 * @param message what is wrong and what to do
 */
record ModelFault(String file, String path, String message) {
    @Override
    public String toString() {
        return "models/" + file + (path.isEmpty() ? "" : " " + path) + ": " + message;
    }
}
