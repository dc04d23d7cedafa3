package io.gemello.twin.protocol;

import io.gemello.api.http.HttpProblem;
import java.util.LinkedHashMap;
import java.util.Map;

/** The web server's own refusals on Ditto's paths, as Ditto's clients know them: they go by the error code. */
public final class DittoRefusals {
    private static final int NO_SIGN_IN = 401;
    private static final int TOO_LARGE = 413;

    private DittoRefusals() {}

    /** @param path raw, without query @return {@code {status, error, message, description}} */
    public static Map<String, Object> of(String path, HttpProblem problem) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("status", problem.status());
        json.put("error", error(path, problem));
        json.put("message", problem.status() == NO_SIGN_IN ? "The authentication failed." : problem.getMessage());
        String description = problem.status() == NO_SIGN_IN ? problem.getMessage() + " " + problem.description() : problem.description();
        if (description != null) {
            json.put("description", description);
        }
        return json;
    }

    private static String error(String path, HttpProblem problem) {
        return switch (problem.status()) {
            case NO_SIGN_IN -> "gateway:authentication.failed";
            case TOO_LARGE -> path.contains("/messages/") ? "messages:payload.toolarge" : path.startsWith("/api/2/policies") ? "policies:policy.toolarge" : "things:thing.toolarge";
            default -> problem.error();
        };
    }
}
