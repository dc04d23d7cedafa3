package io.gemello.api.alert;

/** Where an alert stands (ISA-18.2, the state model). */
public enum AlertState {
    NORMAL("normal"),
    UNACKNOWLEDGED("unacknowledged"),
    ACKNOWLEDGED("acknowledged"),
    /** The condition is over, and nobody has acknowledged it yet. */
    RETURNED("returned unacknowledged"),
    /** As {@link #RETURNED}, of a latching rule: after the acknowledgement it still waits for a reset. */
    LATCHED_UNACKNOWLEDGED("latched unacknowledged"),
    /** The condition is over and acknowledged; the rule is latching, so somebody has to reset it. */
    LATCHED("latched"),
    /** Silenced by a person, until a time. */
    SHELVED("shelved"),
    /** Silenced by a person, until it is put back. */
    OUT_OF_SERVICE("out of service");

    private final String word;

    AlertState(String word) {
        this.word = word;
    }

    /** As every surface shows it. */
    public String word() {
        return word;
    }
}
