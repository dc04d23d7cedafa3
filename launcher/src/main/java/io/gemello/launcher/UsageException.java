package io.gemello.launcher;

/** The command line or the environment is not as it must be: the message says what to do; exit code 2. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
