package io.gemello.api.journal;

/** The disk is full: nothing was lost, nothing is accepted; it resumes by itself when there is room. */
public final class JournalFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JournalFull(String message) {
        super(message);
    }
}
