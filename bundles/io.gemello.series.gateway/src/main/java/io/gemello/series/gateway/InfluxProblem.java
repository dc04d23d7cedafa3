package io.gemello.series.gateway;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error in InfluxDB's form. */
public final class InfluxProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    /** InfluxDB 2's words for a status. */
    private static final Map<Integer, String> CODES = Map.of(400, "invalid", 401, "unauthorized", 403, "forbidden", 404, "not found", 405, "method not allowed", 413, "request too large", 415, "invalid", 422, "unprocessable entity",
        429, "too many requests", 503, "unavailable");
    private final int status;

    private InfluxProblem(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    public static InfluxProblem invalid(String message) {
        return new InfluxProblem(400, message);
    }

    static InfluxProblem notFound(String message) {
        return new InfluxProblem(404, message);
    }

    static InfluxProblem away(String message) {
        return new InfluxProblem(503, message);
    }

    public static InfluxProblem tooMuch(String message) {
        return new InfluxProblem(422, message);
    }

    /** What the web server itself refuses. */
    static InfluxProblem of(HttpProblem problem) {
        String words = problem.status() == 401 ? "unauthorized access: " : problem.status() == 403 ? "insufficient permissions: " : "";
        return new InfluxProblem(problem.status(), words + problem.getMessage() + (problem.description() == null ? "" : " " + problem.description()));
    }

    Response inVersion2() {
        return answer(bodyOfVersion2());
    }

    Response inVersion1() {
        return answer(bodyOfVersion1());
    }

    /** As InfluxDB 2: {@code {code, message}}. */
    Map<String, Object> bodyOfVersion2() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", CODES.getOrDefault(status, "internal error"));
        body.put("message", getMessage());
        return body;
    }

    /** As InfluxDB 1: {@code {error}}. */
    Map<String, Object> bodyOfVersion1() {
        return Map.of("error", getMessage());
    }

    private Response answer(Map<String, Object> body) {
        Response answer = Response.json(body).status(status);
        return status == 503 ? answer.header("Retry-After", "5") : answer;
    }
}
