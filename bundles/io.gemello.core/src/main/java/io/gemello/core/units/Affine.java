package io.gemello.core.units;

/** {@code gain * x + offset}: all that is left of a unit conversion when a reading comes. */
public record Affine(double gain, double offset) {
    public static final Affine IDENTITY = new Affine(1, 0);

    public double apply(double x) {
        return gain * x + offset;
    }

    /** This first, then {@code next}. */
    public Affine then(Affine next) {
        return new Affine(next.gain * gain, next.gain * offset + next.offset);
    }
}
