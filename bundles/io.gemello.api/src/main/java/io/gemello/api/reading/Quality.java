package io.gemello.api.reading;

import java.util.ArrayList;
import java.util.List;

/**
 * The quality of a reading as one {@code int}: bits 0-1 are the level (0 good, 1 uncertain, 2 bad), from bit 2 on one bit
 * per reason. The numbers are stored with the readings and are never renumbered; a new reason takes the next free bit.
 * {@link #RANGE} and {@link #STATE} and {@link #NOT_A_NUMBER} make a reading bad, every other reason makes it uncertain.
 */
public final class Quality {
    public static final int GOOD = 0;
    public static final int UNCERTAIN = 1;
    public static final int BAD = 2;

    /** The value has not changed for longer than the point's {@code flatAfter}. */
    public static final int FLAT = 1 << 2;
    /** The value jumped and came back at once. */
    public static final int SPIKE = 1 << 3;
    /** The value lies outside the point's {@code min} … {@code max}. Bad. */
    public static final int RANGE = 1 << 4;
    /** The value changes faster than the point's {@code rate} allows. */
    public static final int RATE = 1 << 5;
    /** The sample named a unit that nobody understands, and the point's source unit was assumed; or one of another quantity, and the reading is bad. */
    public static final int UNIT_ASSUMED = 1 << 6;
    /** The reading was not delivered live but filled in later; such a reading never becomes latest. */
    public static final int BACK_FILLED = 1 << 7;
    /** The source's clock is ahead of the site's by more than the allowed skew; such a reading never becomes latest. */
    public static final int SKEWED = 1 << 8;
    /** The sample carried no time; the time is that of its arrival. */
    public static final int ARRIVAL_TIME = 1 << 9;
    /** Another value had been delivered for the same point and time; this one, the last, wins. */
    public static final int DUPLICATE_SOURCE = 1 << 10;
    /** A person or a rule put this value in place of the source's. */
    public static final int SUBSTITUTED = 1 << 11;
    /** The text is not in the point's state table. The value is NaN. Bad. */
    public static final int STATE = 1 << 12;
    /** The source sent NaN, an infinity, or something that is no number. The value is NaN. Bad. */
    public static final int NOT_A_NUMBER = 1 << 13;
    /** The source itself doubts the value, or it was computed from inputs that are uncertain or not complete. */
    public static final int DOUBTED = 1 << 14;

    private static final int BAD_REASONS = RANGE | STATE | NOT_A_NUMBER;
    private static final String[] NAMES = {"flat", "spike", "range", "rate", "unit-assumed", "back-filled", "skewed",
        "arrival-time", "duplicate-source", "substituted", "unknown-state", "not-a-number", "doubted"};

    private Quality() {}

    /** The quality that has exactly these reasons: their level follows from them. */
    public static int of(int reasons) {
        int bits = reasons & ~3;
        return bits | (bits == 0 ? GOOD : (bits & BAD_REASONS) != 0 ? BAD : UNCERTAIN);
    }

    /** {@link #GOOD}, {@link #UNCERTAIN} or {@link #BAD}. */
    public static int level(int quality) {
        return quality & 3;
    }

    public static boolean has(int quality, int reason) {
        return (quality & reason) != 0;
    }

    /** {@code "good"}, {@code "uncertain"} or {@code "bad"}: the word that every surface shows. */
    public static String word(int quality) {
        return switch (level(quality)) {
            case GOOD -> "good";
            case UNCERTAIN -> "uncertain";
            default -> "bad";
        };
    }

    /** The reasons' names in bit order; empty for a good reading. A bit from a newer version shows as {@code bit-N}. */
    public static List<String> reasons(int quality) {
        List<String> names = new ArrayList<>(2);
        for (int bit = 2; bit < 32; bit++) {
            if ((quality & 1 << bit) != 0) {
                names.add(bit - 2 < NAMES.length ? NAMES[bit - 2] : "bit-" + bit);
            }
        }
        return List.copyOf(names);
    }
}
