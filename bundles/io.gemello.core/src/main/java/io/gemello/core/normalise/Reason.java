package io.gemello.core.normalise;

import java.util.Locale;

/** Why a sample was dropped or its reading marked: each has a counter. */
public enum Reason {
    DUPLICATE_DROPPED, DUPLICATE_REPLACED, DECIMAL_COMMA, NOT_A_NUMBER, UNKNOWN_STATE, OUT_OF_RANGE, UNIT_UNKNOWN, UNIT_MISMATCH, SKEWED, ARRIVAL_TIME, LATE,
    TOO_FAST, SPIKE, FLAT;

    /** As metrics show it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
