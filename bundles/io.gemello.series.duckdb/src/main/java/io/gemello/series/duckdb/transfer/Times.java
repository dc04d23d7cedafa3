package io.gemello.series.duckdb.transfer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times as files write them. */
final class Times {
    private static final DateTimeFormatter LOCAL = new DateTimeFormatterBuilder().append(DateTimeFormatter.ISO_LOCAL_DATE).appendLiteral('T').append(DateTimeFormatter.ISO_LOCAL_TIME).toFormatter();
    private static final long SECOND = 1_000_000_000L;

    private final ZoneId zone;

    /** @param zone for times that name none */
    Times(ZoneId zone) {
        this.zone = zone;
    }

    /** ISO 8601, a space for the T allowed, or a number since 1970: its length tells seconds (with a fraction), ms, µs and ns apart. @throws DateTimeException says what is wrong */
    long nanos(String text) {
        String time = text.strip();
        if (time.matches("-?\\d+(\\.\\d+)?")) {
            return number(time);
        }
        String iso = time.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) +", "$1T").replaceFirst(" +(?=(Z|[+-]\\d\\d(:?\\d\\d)?)$)", "")
            .replaceFirst("(T.*[+-]\\d\\d)$", "$1:00").replaceFirst("(T.*[+-]\\d\\d)(\\d\\d)$", "$1:$2");
        try {
            if (iso.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return of(LocalDate.parse(iso).atStartOfDay(zone).toInstant());
            }
            return iso.matches(".*(Z|[+-]\\d\\d:\\d\\d)$") ? of(OffsetDateTime.parse(iso).toInstant()) : of(LocalDateTime.parse(iso, LOCAL).atZone(zone).toInstant());
        } catch (DateTimeException | ArithmeticException no) {
            throw new DateTimeException("'" + text + "' is no time; write e.g. 2025-03-30T02:30:00Z, 2025-03-30 02:30:00 (with --zone) or seconds, ms, µs or ns since 1970", no);
        }
    }

    private static long number(String text) {
        int digits = text.replaceFirst("-", "").replaceFirst("\\..*", "").length();
        long unit = digits <= 11 ? SECOND : digits <= 14 ? SECOND / 1000 : digits <= 17 ? 1000 : 1;
        try {
            return new BigDecimal(text).multiply(BigDecimal.valueOf(unit)).setScale(0, RoundingMode.FLOOR).longValueExact();
        } catch (ArithmeticException no) {
            throw new DateTimeException("'" + text + "' is beyond what nanoseconds of 64 bits can say", no);
        }
    }

    private static long of(Instant time) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, time);
    }

    /** ISO 8601 in UTC. */
    static String text(long epochNanos) {
        return Instant.ofEpochSecond(Math.floorDiv(epochNanos, SECOND), Math.floorMod(epochNanos, SECOND)).toString();
    }
}
