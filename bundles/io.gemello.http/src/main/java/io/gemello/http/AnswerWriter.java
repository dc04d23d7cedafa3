package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.http.json.JsonBytes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes answers that are whole: bytes, JSON, nothing, errors. */
final class AnswerWriter {
    private static final int NOT_MODIFIED = 304;
    private static final int SEE_OTHER = 303;
    private static final int UNAUTHORIZED = 401;

    private AnswerWriter() {}

    /** The body as bytes, or null for none. @throws IllegalArgumentException for a body of a kind that answers cannot have */
    static byte[] bytes(Response answer) {
        if (answer.body() == null || answer.body() instanceof byte[]) {
            return (byte[]) answer.body();
        }
        if (answer.body() instanceof Response.Json json) {
            return JsonBytes.of(json.value());
        }
        throw new IllegalArgumentException("a response cannot have a " + answer.body().getClass().getName() + " as its body");
    }

    /** @param body as {@link #bytes} makes it of the answer */
    static void write(HttpServletRequest request, HttpServletResponse response, Response answer, byte[] body) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (response.getHeader("Cache-Control") == null) {
            response.setHeader("Cache-Control", "no-store");
        }
        if (body == null) {
            return;
        }
        if (response.getContentType() == null) {
            response.setContentType(answer.body() instanceof Response.Json ? "application/json" : "application/octet-stream");
        }
        boolean get = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        if (get && answer.status() == HttpServletResponse.SC_OK) {
            if (response.getHeader("ETag") == null) {
                response.setHeader("ETag", ETag.of(body));
            }
            if (ETag.fits(request.getHeader("If-None-Match"), response.getHeader("ETag"))) {
                response.setStatus(NOT_MODIFIED);
                return;
            }
        }
        if (Compression.worth(body.length, response.getContentType())) {
            response.addHeader("Vary", "Accept-Encoding");
            if (Compression.accepted(request.getHeader("Accept-Encoding"))) {
                response.setHeader("Content-Encoding", "gzip");
                send(request, response, Compression.gzip(body));
                return;
            }
        }
        send(request, response, body);
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, byte[] body) throws IOException {
        response.setContentLength(body.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(body);
        }
    }

    /** Whether a body comes that nobody wants any more. */
    private static boolean unread(HttpServletRequest request) {
        try {
            return (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) && !request.getInputStream().isFinished();
        } catch (IOException | IllegalStateException taken) {
            return true;
        }
    }

    /** An error as JSON; a browser that may not see a page is led to the sign-in. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        response.setHeader("Cache-Control", "no-store");
        if (unread(request)) {
            // The server closes it then; a caller who is not told sends his next request into it.
            response.setHeader("Connection", "close");
        }
        if (problem.status() == UNAUTHORIZED && Caller.wantsPage(request)) {
            String target = request.getRequestURI() + (request.getQueryString() == null ? "" : "?" + request.getQueryString());
            response.setStatus(SEE_OTHER);
            response.setHeader("Location", "/sign-in?to=" + URLEncoder.encode(target, StandardCharsets.UTF_8));
            return;
        }
        response.setStatus(problem.status());
        problem.headers().forEach(response::setHeader);
        if (problem.status() == UNAUTHORIZED && !Caller.script(request)) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"gemello\", charset=\"UTF-8\"");
        }
        response.setContentType("application/json");
        send(request, response, Refusal.json(problem));
    }
}
