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
