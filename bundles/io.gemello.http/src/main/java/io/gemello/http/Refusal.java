package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.http.json.JsonBytes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The server's own errors, and how every error is written. */
final class Refusal {
    private Refusal() {}

    /** {@code {status, error, message, description}}, as Ditto writes its errors. */
    static byte[] json(HttpProblem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", problem.status());
        body.put("error", problem.error());
        body.put("message", problem.getMessage());
        if (problem.description() != null) {
            body.put("description", problem.description());
        }
        return JsonBytes.of(body);
    }

    static HttpProblem notFound(String path) {
        return new HttpProblem(404, "gemello:path.unknown", "There is nothing at " + Quoted.of(path) + ".", "If a bundle serves this path, it is not running; see /system/console.");
    }

    static HttpProblem notAllowed(String method, Set<String> allowed) {
        return new HttpProblem(405, "gemello:method.refused", "The method " + Quoted.of(method) + " does not apply here.", "Use one of " + String.join(", ", allowed) + ".", Map.of("Allow", String.join(", ", allowed)));
    }

    static HttpProblem signIn() {
        return new HttpProblem(401, "gemello:access.sign-in", "This needs a sign-in.", "Send Basic credentials or a bearer token, or sign in at /sign-in.");
    }

    static HttpProblem role(Role wanted) {
        return new HttpProblem(403, "gemello:access.role", "This needs the role " + wanted.word() + ".", "Ask somebody who may change users to give you that role.");
    }

    static HttpProblem host() {
        return new HttpProblem(421, "gemello:access.host", "The server does not go by the name in the Host header.", "Use its address, or add the name to host.names in etc/io.gemello.http.cfg.");
    }

    static HttpProblem origin() {
        return new HttpProblem(403, "gemello:access.origin", "A page of another origin may not do this.", "From a browser: only pages of this server. From a program: send Basic credentials or a token, and no Origin header.");
    }

    static HttpProblem slow(long seconds) {
        return new HttpProblem(408, "gemello:body.slow", "The body did not arrive within " + seconds + " s.", "Send it faster, or in parts.", Map.of("Connection", "close"));
    }

    static HttpProblem late(long seconds) {
        return new HttpProblem(503, "gemello:answer.late", "The answer did not come within " + seconds + " s.", "Try again.", Map.of("Retry-After", "5"));
    }

    static HttpProblem busy(String what) {
        return new HttpProblem(503, "gemello:server.busy", what, "Try again later.", Map.of("Retry-After", "5"));
    }

    /** @param id stands in the log too, beside the cause */
    static HttpProblem failed(String id) {
        return new HttpProblem(500, "gemello:server.failed", "The server failed to answer; this is a fault of the server.", "The log has the cause under " + id + ".");
    }
}
