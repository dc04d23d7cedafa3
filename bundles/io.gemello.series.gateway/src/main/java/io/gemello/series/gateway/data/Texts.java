package io.gemello.series.gateway.data;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Numbers and times as InfluxDB writes them. */
public final class Texts {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final double SMALLEST_PLAIN = 1e-6;
    private static final double LARGEST_PLAIN = 1e21;
    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_TO = 1e7;

    private Texts() {}

    /** Without a needless fraction; with an exponent where it is very large or small. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN) {
            long whole = (long) value;
            if (whole == value && size < Long.MAX_VALUE) {
                return Long.toString(whole);
            }
            String text = Double.toString(value);
            // Between these Java writes no exponent.
            return size >= PLAIN_FROM && size < PLAIN_TO && !text.endsWith("0") ? text : new BigDecimal(text).stripTrailingZeros().toPlainString();
        }
        return Double.toString(value).replace(".0E", "E").replace("E", size < 1 ? "e" : "e+");
    }

    /** RFC 3339 with as many digits of a second as are needed. */
    public static String time(long nanos, ZoneId zone) {
        Instant instant = Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
        ZonedDateTime local = instant.atZone(zone);
        String fraction = local.getNano() == 0 ? "" : "." + "%09d".formatted(local.getNano()).replaceFirst("0+$", "");
        return SECONDS.format(local) + fraction + local.getOffset();
    }
}
