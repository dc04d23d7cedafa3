package io.gemello.core;

import java.util.Locale;

/** Bytes and times as people read them. */
final class Amounts {
    private static final long MINUTE = 60;
    private static final long HOUR = 3600;
    private static final long DAY = 86_400;

    private Amounts() {}

    static String bytes(double bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        int unit = 0;
        double left = bytes;
        while (left >= 1000 && unit < units.length - 1) {
            left /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || left >= 100 ? "%.0f %s" : "%.1f %s", left, units[unit]);
    }

    static String time(double seconds) {
        if (seconds < 2 * MINUTE) {
            return String.format(Locale.ROOT, "%.0f seconds", seconds);
        }
        if (seconds < 2 * HOUR) {
            return String.format(Locale.ROOT, "%.0f minutes", seconds / MINUTE);
        }
        return seconds < 2 * DAY ? String.format(Locale.ROOT, "%.1f hours", seconds / HOUR) : String.format(Locale.ROOT, "%.1f days", seconds / DAY);
    }
}
