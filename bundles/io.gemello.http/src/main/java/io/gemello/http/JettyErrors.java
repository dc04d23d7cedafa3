package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Errors that Jetty answers before any servlet sees the request, in our shape. What Jetty would say about the cause is not passed on. */
final class JettyErrors implements Request.Handler {
    private static final int FIRST_SERVER_ERROR = 500;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HttpProblem problem = problem(response.getStatus());
        byte[] body = Refusal.json(problem);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put(new HttpField("X-Content-Type-Options", "nosniff"));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    static HttpProblem problem(int status) {
        return switch (status) {
            case 400 -> new HttpProblem(status, "gemello:request.refused", "The request is not HTTP as this server reads it.", "Escape what is data in the path; send one Host header and one length.");
            case 404 -> new HttpProblem(status, "gemello:path.unknown", "There is nothing there.", null);
            case 408 -> new HttpProblem(status, "gemello:request.slow", "The request did not arrive in time.", "Send it faster.");
            case 413 -> new HttpProblem(status, "gemello:body.too-large", "The body is too large.", "Send less at once.");
            case 414, 431 -> new HttpProblem(status, "gemello:request.too-large", "The request's line or headers are too large.", "Send fewer or shorter headers and parameters.");
            case 415 -> new HttpProblem(status, "gemello:body.type", "A body of this type cannot be read.", "See the path's documentation for what it takes.");
            case 417 -> new HttpProblem(status, "gemello:request.expectation", "What the Expect header asks for is not done here.", "Leave it out.");
            case 421 -> new HttpProblem(status, "gemello:access.host", "The server does not go by that name.", "Use the name in its certificate.");
            case 426, 505 -> new HttpProblem(status, "gemello:request.version", "This version of HTTP is not spoken here.", "Use HTTP/1.1.");
            default -> status >= FIRST_SERVER_ERROR
                ? new HttpProblem(status, "gemello:server.failed", "The server failed to answer; this is a fault of the server.", "The log has the cause.")
                : new HttpProblem(status, "gemello:request.refused", "The request is refused.", null);
        };
    }
}
