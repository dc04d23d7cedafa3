package io.gemello.api.alert;

/** A rule that cannot be used as it is written. */
public final class RuleFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String option;

    /** @param option the name in the rule, dots between levels, e.g. {@code limits.hi} @param message what is wrong and what to do */
    public RuleFault(String option, String message) {
        super(message, null, false, false);
        this.option = option;
    }

    public String option() {
        return option;
    }
}
