package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Pages of other origins that an operator lets use the API (CORS). Off as long as he names none. */
final class ForeignPages {
    private static final String ANY = "*";
    private static final Pattern ORIGIN = Pattern.compile("https?://(\\[[0-9a-f:.]+]|[a-z0-9.-]+)(:\\d{1,5})?");
    private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~, -]{0,1000}");
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
    private static final String EXPOSED = "ETag, Link, Location, Retry-After, correlation-id, ditto-originator, ditto-metadata, response-required";
    /** Seconds for which a browser need not ask again. */
    private static final String MAX_AGE = "600";
    private final Set<String> origins = new LinkedHashSet<>();

    /** @param complaint told of what is no origin, which then counts for nothing: the gate must stand in any case */
    ForeignPages(Collection<String> given, Consumer<String> complaint) {
        given.stream().map(origin -> origin.strip().toLowerCase(Locale.ROOT)).filter(origin -> !origin.isEmpty()).forEach(origin -> {
            if (origin.equals(ANY) || ORIGIN.matcher(origin).matches()) {
                origins.add(origin);
            } else {
                complaint.accept("etc/io.gemello.http.cfg: cors.origins names '" + origin + "', which counts for nothing; an origin is scheme, host and perhaps port, as in https://app.example.org, or * for all");
            }
        });
    }

    /** What pages may ask for: never the pages of the server itself, the sign-in or the console. */
    private static boolean open(HttpServletRequest request) {
        String path = PathCheck.decode(request.getRequestURI());
        return path.startsWith("/api/") || path.startsWith("/ws/");
    }

    private boolean named(String origin) {
        return origins.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** Whether a page of that origin may send this. Those that stand here by an asterisk alone must say who they are: what a browser sends by itself does not count for them. */
    boolean mayAsk(HttpServletRequest request, String origin) {
        return open(request) && (named(origin) || origins.contains(ANY) && request.getHeader("Authorization") != null);
    }

    /** Tells the browser what the page may read. Credentials only for origins that are named. */
    void mark(HttpServletRequest request, HttpServletResponse response) {
        String origin = request.getHeader("Origin");
        if (origins.isEmpty() || !open(request)) {
            return;
        }
        response.addHeader("Vary", "Origin");
        if (origin != null && named(origin)) {
            response.setHeader("Access-Control-Allow-Origin", origin);
            response.setHeader("Access-Control-Allow-Credentials", "true");
        } else if (origin != null && origins.contains(ANY)) {
            response.setHeader("Access-Control-Allow-Origin", ANY);
        } else {
            return;
        }
        response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }

    /** Answers the browser's question before a request, where it is one and the page may ask. @return whether it was answered */
    boolean answered(HttpServletRequest request, HttpServletResponse response) {
        String method = request.getHeader("Access-Control-Request-Method");
        if (!request.getMethod().equals("OPTIONS") || method == null || response.getHeader("Access-Control-Allow-Origin") == null) {
            return false;
        }
        String headers = request.getHeader("Access-Control-Request-Headers");
        response.setHeader("Access-Control-Allow-Methods", METHODS);
        if (headers != null && HEADER_NAMES.matcher(headers).matches()) {
            response.setHeader("Access-Control-Allow-Headers", headers);
        }
        response.setHeader("Access-Control-Max-Age", MAX_AGE);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }
}
