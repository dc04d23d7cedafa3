package io.gemello.twin.models;

/**
 * Something of a thing that does not fit its model.
 *
 * @param model the id of the model, or what the thing calls it
 * @param path where in the thing, a JSON pointer
 * @param message what is so
 * @param remedy what to do
 */
record Finding(String thing, String model, String path, Weight weight, String message, String remedy) {
    enum Weight {
        /** Contradicts the model. */
        MISFIT,
        /** The model and the thing say different things that do not contradict each other. */
        NOTE
    }

    @Override
    public String toString() {
        return thing + " " + path + ": " + message + (remedy.isEmpty() ? "" : "; " + remedy);
    }
}
