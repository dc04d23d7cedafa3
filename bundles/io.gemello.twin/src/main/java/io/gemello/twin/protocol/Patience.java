package io.gemello.twin.protocol;

import io.gemello.api.http.Request;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.ditto.base.model.exceptions.TimeoutInvalidException;

/**
 * How long a caller waits.
 *
 * @param timeout until 408
 * @param answered false when the caller wants 202 at once and no result
 */
public record Patience(Duration timeout, boolean answered) {
    private static final Duration DEFAULT = Duration.ofSeconds(10);
    private static final Duration MAX = Duration.ofSeconds(60);
    private static final Pattern TIMEOUT = Pattern.compile("(\\d{1,9})(ms|s|m)?");

    /** From query parameters, which win, or headers of the same names. @throws TimeoutInvalidException 400 */
    public static Patience of(Request request) {
        boolean answered = !given(request, "response-required").filter("false"::equals).isPresent();
        String text = given(request, "timeout").orElse(null);
        if (text == null) {
            return new Patience(DEFAULT, answered);
        }
        Matcher matcher = TIMEOUT.matcher(text);
        if (!matcher.matches()) {
            throw TimeoutInvalidException.newBuilder("\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\" is no timeout.").build();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration timeout = "ms".equals(matcher.group(2)) ? Duration.ofMillis(number)
            : "m".equals(matcher.group(2)) ? Duration.ofMinutes(number) : Duration.ofSeconds(number);
        if (timeout.compareTo(MAX) > 0) {
            throw TimeoutInvalidException.newBuilder(timeout, MAX).build();
        }
        return timeout.isZero() ? new Patience(DEFAULT, false) : new Patience(timeout, answered);
    }

    private static Optional<String> given(Request request, String name) {
        return request.query(name).or(() -> request.header(name));
    }
}
