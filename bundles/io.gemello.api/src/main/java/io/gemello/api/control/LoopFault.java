package io.gemello.api.control;

/** A loop that cannot be used as it is written. */
public final class LoopFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String option;

    /** @param option the name in the loop's text; empty where it is about the whole loop @param message what is wrong and what to do */
    public LoopFault(String option, String message) {
        super(message, null, false, false);
        this.option = option;
    }

    public String option() {
        return option;
    }
}
