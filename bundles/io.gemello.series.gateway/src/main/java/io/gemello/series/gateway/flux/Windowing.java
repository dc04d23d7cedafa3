package io.gemello.series.gateway.flux;

import io.gemello.series.gateway.data.TimeWindows;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** Windows of so many months of the calendar, or of so many nanoseconds. */
final class Windowing {
    private static final int MONTHS_OF_A_YEAR = 12;
    private static final int FIRST_YEAR = 1970;
    /** Where clocks are changed, all of them are by a multiple of this. */
    private static final long QUARTER = 900 * TimeWindows.SECOND;
    private static final long DAY = 96 * QUARTER;
    private final Lapse every;
    private final Lapse offset;
    private final ZoneId zone;
    private final TimeWindows even;

    Windowing(Lapse every, Lapse offset, ZoneId zone) {
        this.every = every;
        this.offset = offset;
        this.zone = zone;
        even = every.months() == 0 ? new TimeWindows(every.nanos(), Math.floorMod(offset.nanos(), every.nanos()), zone) : null;
    }

    /** What every window begins and ends at a multiple of; nanoseconds. */
    long step() {
        long step = even == null ? divisor(DAY, offset.nanos()) : divisor(even.everyNanos(), even.offsetNanos());
        return zone.equals(ZoneOffset.UTC) ? step : divisor(step, QUARTER);
    }

    private static long divisor(long one, long other) {
        return other == 0 ? Math.abs(one) : divisor(other, one % other);
    }

    /** Where the window of this time begins. */
    long start(long time) {
        if (even != null) {
            return even.start(time);
        }
        long shifted = offset.negated().after(time, zone);
        ZonedDateTime local = Instant.ofEpochSecond(Math.floorDiv(shifted, TimeWindows.SECOND)).atZone(zone);
        long months = (local.getYear() - FIRST_YEAR) * (long) MONTHS_OF_A_YEAR + local.getMonthValue() - 1;
        return month(Math.floorDiv(months, every.months()) * every.months());
    }

    private long month(long months) {
        return offset.after(Math.multiplyExact(ZonedDateTime.of(FIRST_YEAR, 1, 1, 0, 0, 0, 0, zone).plusMonths(months).toEpochSecond(), TimeWindows.SECOND), zone);
    }

    /** Where the one after the window that begins here begins. */
    long next(long start) {
        return even != null ? even.next(start) : start(every.after(start, zone));
    }
}
