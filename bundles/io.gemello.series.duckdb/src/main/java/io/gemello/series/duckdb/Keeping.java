package io.gemello.series.duckdb;

import java.util.EnumMap;
import java.util.Map;

/**
 * What is kept where and for how long.
 *
 * @param settleAfterNanos how long a block must have been quiet before it is settled
 * @param parquetAfterDays whole days after which raw rows are moved into Parquet files
 * @param days by tier; 0 keeps for ever
 */
record Keeping(long settleAfterNanos, int parquetAfterDays, Map<Tier, Integer> days) {
    private static final int MOST_DAYS = 100 * 365;

    Keeping {
        days = Map.copyOf(days);
    }

    /** What lies before this is to go from the tier; a whole day's beginning. @param siteTime UTC nanoseconds */
    long expires(Tier tier, long siteTime) {
        int keep = days.getOrDefault(tier, 0);
        return keep == 0 ? Tier.EARLIEST : before(siteTime, keep);
    }

    /** Days before this go into Parquet files. */
    long ages(long siteTime) {
        return before(siteTime, parquetAfterDays);
    }

    /** @throws IllegalArgumentException says what is wrong */
    static Map<Tier, Integer> days(int raw, int minutes, int hours) {
        if (minutes != 0 && (raw == 0 || raw > minutes) || hours != 0 && (minutes == 0 || minutes > hours)) {
            throw new IllegalArgumentException("raw_days = %d, minute_days = %d, hour_days = %d: what is finer must not be kept longer than what is coarser (0 keeps for ever)".formatted(raw, minutes, hours));
        }
        Map<Tier, Integer> days = new EnumMap<>(Tier.class);
        days.put(Tier.RAW, raw);
        days.put(Tier.MINUTE, minutes);
        days.put(Tier.HOUR, hours);
        return days;
    }

    private static long before(long siteTime, int days) {
        return Tier.floor(siteTime, Tier.DAY) - Math.min(days, MOST_DAYS) * Tier.DAY;
    }
}
