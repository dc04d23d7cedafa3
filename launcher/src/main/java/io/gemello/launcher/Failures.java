package io.gemello.launcher;

/** Failures as one line for a person. */
final class Failures {
    private Failures() {}

    /** The innermost message that says something, with its kind where the message alone would be a riddle. */
    static String sentence(Throwable failed) {
        Throwable root = failed;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String text = root.getMessage();
        boolean riddle = text == null || text.isBlank() || root instanceof java.nio.file.FileSystemException;
        return (riddle ? root.getClass().getSimpleName() + ": " + text : text).replace('\n', ' ');
    }
}
