package io.gemello.core.state;

/**
 * The steps of a clock that somebody set.
 *
 * @param total of all steps, nanoseconds; negative for back
 * @param last the last step, nanoseconds
 * @param lastAt when it was seen, on the clock as it runs since then, UTC nanoseconds
 * @param lastMonotonic the same on the monotonic clock
 */
public record ClockSteps(long count, long total, long last, long lastAt, long lastMonotonic) {
    public static final ClockSteps NONE = new ClockSteps(0, 0, 0, 0, 0);

    ClockSteps and(long by, long at, long monotonic) {
        return new ClockSteps(count + 1, total + by, by, at, monotonic);
    }
}
