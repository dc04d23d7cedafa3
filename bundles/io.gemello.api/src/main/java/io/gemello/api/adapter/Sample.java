package io.gemello.api.adapter;

/**
 * What an adapter delivers, before anything is done to it.
 *
 * @param to where it belongs: from {@link IntakeSession#bind}, never null
 * @param value a {@link Number}, {@link Boolean} or {@link String}. Text may be a number or a state; it is judged by the core. Never null: an adapter that has no value makes no sample
 * @param unit the unit that the source named, in the source's spelling; null where it named none
 * @param epochNanos source time, UTC nanoseconds since 1970; {@link #NO_TIME} where the source told none
 * @param flags the sum of {@link #BACK_FILLED}, {@link #DOUBTED} and {@link #ARRIVAL_TIME}, as far as they hold; 0 for none
 */
public record Sample(Binding to, Object value, String unit, long epochNanos, int flags) {
    /** The source told no time; the sample gets that of its arrival. */
    public static final long NO_TIME = Long.MIN_VALUE;
    /** The sample is filled in later, from a recording or a device's memory. */
    public static final int BACK_FILLED = 1;
    /** The source itself doubts the value: a device that says so, or a formula over inputs that are uncertain or not complete. The reading becomes uncertain. */
    public static final int DOUBTED = 2;
    /** The time that the sample carries is that of an arrival. */
    public static final int ARRIVAL_TIME = 4;

    public Sample(Binding to, Object value, String unit, long epochNanos) {
        this(to, value, unit, epochNanos, 0);
    }
}
