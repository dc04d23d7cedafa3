package io.gemello.twin.ditto;

/** An answer that is an error of Ditto's. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;
    private static final int NOT_FOUND = 404;
    private final int status;

    /** @param error Ditto's code, e.g. {@code things:thing.notfound} */
    Refused(int status, String error, String message) {
        super(status + " " + error + (message.isEmpty() ? "" : ": " + message), null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** Not there, or not to be seen. */
    boolean missing() {
        return status == NOT_FOUND;
    }
}
