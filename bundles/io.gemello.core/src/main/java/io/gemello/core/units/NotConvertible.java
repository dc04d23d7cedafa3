package io.gemello.core.units;

/** Two units that do not measure the same, or not on a straight line; the message says which. */
public final class NotConvertible extends Exception {
    private static final long serialVersionUID = 1;

    NotConvertible(String message) {
        super(message);
    }
}
