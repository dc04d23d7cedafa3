package io.gemello.adapter.simulator;

import java.util.function.DoubleSupplier;

/** One measured quantity: what is true, how its device says it, and what is wrong with it. Used by the hall's thread. */
final class Probe {
    /** Fast enough to be watched: 6 K an hour, or as many of whatever the point is measured in. */
    static final double DRIFT_PER_SECOND = 6.0 / 3600;
    private static final long NO_DRIFT = Long.MIN_VALUE;

    private final String asset;
    private final String feature;
    private final Kind kind;
    private final Spoken spoken;
    private final DoubleSupplier truth;
    private boolean dead;
    private boolean mixedUp;
    private long driftSince = NO_DRIFT;

    /** @param truth in the point's unit; for a state its number */
    Probe(String asset, String feature, Kind kind, Spoken spoken, DoubleSupplier truth) {
        this.asset = asset;
        this.feature = feature;
        this.kind = kind;
        this.spoken = spoken;
        this.truth = truth;
    }

    String point() {
        return asset + "-" + feature;
    }

    String asset() {
        return asset;
    }

    String feature() {
        return feature;
    }

    Kind kind() {
        return kind;
    }

    /** As its device should say it. */
    Spoken spoken() {
        return spoken;
    }

    /** As JSON: a number, a text in quotation marks, or null from a dead probe. */
    String say(long epochSecond, SeededWaves chance, int channel) {
        if (dead) {
            return "null";
        }
        double value = truth.getAsDouble();
        if (kind.states.length > 0) {
            return '"' + kind.states[(int) value] + '"';
        }
        value += chance.noise(epochSecond, channel, kind.noise);
        if (driftSince != NO_DRIFT) {
            value += DRIFT_PER_SECOND * (epochSecond - driftSince);
        }
        if (kind.beginsAtZero && value <= kind.noise) {
            value = 0;
        }
        return (mixedUp ? spoken.mistaken() : spoken).say(value);
    }

    void dead(boolean now) {
        dead = now;
    }

    void mixedUp(boolean now) {
        mixedUp = now;
    }

    /** @param since seconds since 1970 */
    void drift(long since) {
        driftSince = since;
    }

    void steady() {
        driftSince = NO_DRIFT;
    }
}
