package io.gemello.adapter.ipmi;

import java.util.OptionalDouble;

/** How fast a recording is played. */
final class Pace {
    private final double speed;
    private long firstDue;
    private long firstNanos;
    private boolean begun;

    private Pace(double speed) {
        this.speed = speed;
    }

    /** @param text {@code max}, or site seconds per second; null is 1 @throws IllegalArgumentException saying what is allowed */
    static Pace of(String text) {
        return new Pace(text == null ? 1 : text.equals("max") ? Double.POSITIVE_INFINITY
                : positive(text).orElseThrow(() -> new IllegalArgumentException("replay speed '" + text + "' is neither max nor a number above 0")));
    }

    /** Nanoseconds to wait until a scan is due; 0 or less when it is due or late. @param now the machine's monotonic clock */
    long delay(long due, long now) {
        if (!begun) {
            begun = true;
            firstDue = due;
            firstNanos = now;
        }
        return (long) ((due - firstDue) / speed) - (now - firstNanos);
    }

    private static OptionalDouble positive(String text) {
        try {
            double speed = Double.parseDouble(text);
            return speed > 0 && speed <= Double.MAX_VALUE ? OptionalDouble.of(speed) : OptionalDouble.empty();
        } catch (NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
