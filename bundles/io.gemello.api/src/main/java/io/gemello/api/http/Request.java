package io.gemello.api.http;

import io.gemello.api.access.Subject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** A request whose body has been read. Use it in the handler only. */
@ProviderType
public interface Request {
    String method();

    /** Decoded, without query, e.g. {@code /api/gemello/points/p1}. */
    String path();

    /** The decoded value of a {@code {name}} of the route's template. @throws IllegalArgumentException for a name that the template lacks */
    String pathVariable(String name);

    /** As {@link #pathVariable} but percent-escapes kept: for values in which an escaped slash means another thing than a slash (JSON pointers). */
    String rawPathVariable(String name);

    /** First value of a query parameter. */
    Optional<String> query(String name);

    /** All query parameters, decoded, in order. */
    Map<String, List<String>> query();

    Optional<String> header(String name);

    /** Never null; {@link Subject#ANONYMOUS} only on routes for anyone. */
    Subject subject();

    byte[] body();

    /** The body as Map, List, String, Number (Long, BigInteger, Double or BigDecimal), Boolean or null. @throws HttpProblem 400 {@code json.invalid} with line and column; nesting is limited to 64, and duplicate names are refused */
    Object json();

    /** Whether it came by TLS to this server; what a proxy in front of it speaks is not known here. */
    default boolean secure() {
        return false;
    }

    /** Whether the caller asked for {@code text/event-stream}. */
    boolean wantsEvents();
}
