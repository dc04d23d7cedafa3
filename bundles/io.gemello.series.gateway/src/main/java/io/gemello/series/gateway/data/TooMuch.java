package io.gemello.series.gateway.data;

/** A query that would take more of the machine than one may: refused with the limit. */
public final class TooMuch extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TooMuch(String message) {
        super(message, null, false, false);
    }
}
