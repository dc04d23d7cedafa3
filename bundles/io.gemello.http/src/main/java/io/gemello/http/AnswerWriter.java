package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.http.json.JsonBytes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes answers that have an end: bytes, JSON, nothing, errors. */
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
        head(response, answer);
        if (body == null) {
            return;
        }
        if (response.getContentType() == null) {
            response.setContentType(answer.body() instanceof Response.Json ? "application/json" : "application/octet-stream");
        }
        if (validated(request, answer) && response.getHeader("ETag") == null) {
            response.setHeader("ETag", ETag.of(body));
        }
        if (known(request, response, answer)) {
            return;
        }
        send(request, response, compressed(request, response, body.length) ? Compression.gzip(body) : body);
    }

    /** Sends as it reads; closes what it reads in any case. */
    static void write(HttpServletRequest request, HttpServletResponse response, Response answer, Response.Stream body) throws IOException {
        try (InputStream bytes = body.bytes()) {
            head(response, answer);
            if (known(request, response, answer)) {
                return;
            }
            boolean packed = compressed(request, response, body.length());
            if (!packed) {
                response.setContentLengthLong(body.length());
            }
            if (!request.getMethod().equals("HEAD")) {
                if (packed) {
                    Compression.gzip(bytes, response.getOutputStream());
                } else {
                    bytes.transferTo(response.getOutputStream());
                }
            }
        }
    }

    private static void head(HttpServletResponse response, Response answer) {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (response.getHeader("Cache-Control") == null) {
            response.setHeader("Cache-Control", "no-store");
        }
    }

    /** Whether an answer of this kind has a validator. */
    private static boolean validated(HttpServletRequest request, Response answer) {
        return answer.status() == HttpServletResponse.SC_OK && (request.getMethod().equals("GET") || request.getMethod().equals("HEAD"));
    }

    /** Whether the caller has it already, and is told so. */
    private static boolean known(HttpServletRequest request, HttpServletResponse response, Response answer) {
        String etag = response.getHeader("ETag");
        if (etag == null || !validated(request, answer) || !ETag.fits(request.getHeader("If-None-Match"), etag)) {
            return false;
        }
        response.setStatus(NOT_MODIFIED);
        return true;
    }

    /** Whether it is sent compressed; says so in the headers. */
    private static boolean compressed(HttpServletRequest request, HttpServletResponse response, long length) {
        if (!Compression.worth(length, response.getContentType())) {
            return false;
        }
        response.addHeader("Vary", "Accept-Encoding");
        if (!Compression.accepted(request.getHeader("Accept-Encoding"))) {
            return false;
        }
        response.setHeader("Content-Encoding", "gzip");
        return true;
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
        refuse(request, response, problem, Refusal.json(problem));
    }

    /** The same in another server's form. */
    static void refuse(HttpServletRequest request, HttpServletResponse response, HttpProblem problem, byte[] body) throws IOException {
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
        send(request, response, body);
    }
}
