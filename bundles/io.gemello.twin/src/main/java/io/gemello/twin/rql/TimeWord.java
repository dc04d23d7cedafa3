package io.gemello.twin.rql;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholder {@code time:now}, moved by a duration and cut to a unit: {@code time:now-1h[m]}. */
final class TimeWord {
    private static final Pattern FORM = Pattern.compile("time:now(_epoch_millis)?(?:([+-])(\\d{1,9})(ms|mo|s|m|h|d|w|y))?(?:\\[(ms|mo|s|m|h|d|w|y)])?");
    private static final Map<String, ChronoUnit> UNITS = Map.of("ms", ChronoUnit.MILLIS, "s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES,
        "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS, "w", ChronoUnit.WEEKS, "mo", ChronoUnit.MONTHS, "y", ChronoUnit.YEARS);

    private TimeWord() {}

    /** As ISO-8601 text, or the milliseconds since 1970 as text. @throws IllegalArgumentException for another word */
    static String of(String word, Instant now) {
        Matcher form = FORM.matcher(word.strip());
        if (!form.matches()) {
            throw new IllegalArgumentException("Unknown placeholder: " + word);
        }
        ZonedDateTime time = now.atZone(ZoneOffset.UTC);
        if (form.group(2) != null) {
            long amount = Long.parseLong(form.group(3));
            time = time.plus("-".equals(form.group(2)) ? -amount : amount, UNITS.get(form.group(4)));
        }
        if (form.group(5) != null) {
            time = cut(time, form.group(5));
        }
        return form.group(1) == null ? time.toInstant().toString() : Long.toString(time.toInstant().toEpochMilli());
    }

    private static ZonedDateTime cut(ZonedDateTime time, String unit) {
        return switch (unit) {
            case "w" -> time.truncatedTo(ChronoUnit.DAYS).minusDays(time.getDayOfWeek().getValue() - 1L);
            case "mo" -> time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1);
            case "y" -> time.truncatedTo(ChronoUnit.DAYS).withDayOfYear(1);
            default -> time.truncatedTo(UNITS.get(unit));
        };
    }
}
