package io.gemello.api.http;

import java.util.Map;

/** An answer that is an error, in Ditto's shape: {@code {status, error, message, description}}. */
public final class HttpProblem extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final String error;
    private final String description;
    private final transient Map<String, String> headers;

    /**
     * @param error e.g. {@code gemello:series.unknown-point}
     * @param message what went wrong
     * @param description what to do about it; may be null
     */
    public HttpProblem(int status, String error, String message, String description) {
        this(status, error, message, description, Map.of());
    }

    /** With headers, e.g. {@code Retry-After}. */
    public HttpProblem(int status, String error, String message, String description, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.error = error;
        this.description = description;
        this.headers = Map.copyOf(headers);
    }

    /** 503 for what is away for a moment: the caller asks again in five seconds. @param description what to do about it; may be null */
    public static HttpProblem soon(String error, String message, String description) {
        return new HttpProblem(503, error, message, description, Map.of("Retry-After", "5"));
    }

    public int status() {
        return status;
    }

    public String error() {
        return error;
    }

    public String description() {
        return description;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
