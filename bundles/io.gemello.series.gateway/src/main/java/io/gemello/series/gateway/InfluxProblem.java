package io.gemello.series.gateway;

import io.gemello.api.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer that is an error in InfluxDB's form. */
public final class InfluxProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String code;

    /** @param code InfluxDB 2's word for the status, e.g. {@code invalid} */
    private InfluxProblem(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    public static InfluxProblem invalid(String message) {
        return new InfluxProblem(400, "invalid", message);
    }

    static InfluxProblem notFound(String message) {
        return new InfluxProblem(404, "not found", message);
    }

    static InfluxProblem away(String message) {
        return new InfluxProblem(503, "unavailable", message);
    }

    public static InfluxProblem tooMuch(String message) {
        return new InfluxProblem(422, "unprocessable entity", message);
    }

    /** As InfluxDB 2: {@code {code, message}}. */
    Response inVersion2() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("code", code);
        body.put("message", getMessage());
        return answer(body);
    }

    /** As InfluxDB 1: {@code {error}}. */
    Response inVersion1() {
        return answer(Map.of("error", getMessage()));
    }

    private Response answer(Map<String, Object> body) {
        Response answer = Response.json(body).status(status);
        return status == 503 ? answer.header("Retry-After", "5") : answer;
    }
}
