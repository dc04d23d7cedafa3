package io.gemello.api.http;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * An answer: status, headers, and one kind of body.
 *
 * @param body null for none; {@code byte[]}, {@link Stream}, {@link Json}, {@link EventSource} or {@link Later}
 */
public record Response(int status, Map<String, String> headers, Object body) {
    /** @param value Map, List, String, Number, Boolean, null; {@link java.time.Instant} and anything else is written as its text. NaN and infinities become null */
    public record Json(Object value) {}

    /** The answer comes later; the server waits without holding a thread. */
    public record Later(CompletionStage<Response> response) {}

    /**
     * Bytes that are too many to be held; the server sends them as they are read.
     *
     * @param bytes read once, closed by the server whether it read them or not
     * @param length how many they are
     */
    public record Stream(InputStream bytes, long length) {}

    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response json(Object value) {
        return new Response(200, Map.of(), new Json(value));
    }

    /** JSON that is text already. */
    public static Response jsonText(String json) {
        return bytes("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public static Response bytes(String contentType, byte[] body) {
        return new Response(200, Map.of("Content-Type", contentType), body);
    }

    /** Without an {@code ETag} header of its own such an answer has none. */
    public static Response stream(String contentType, InputStream bytes, long length) {
        return new Response(200, Map.of("Content-Type", contentType), new Stream(bytes, length));
    }

    public static Response text(String text) {
        return bytes("text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), null);
    }

    /** An event stream ({@code text/event-stream}). */
    public static Response events(EventSource source) {
        return new Response(200, Map.of(), source);
    }

    public static Response later(CompletionStage<Response> response) {
        return new Response(200, Map.of(), new Later(response));
    }

    public Response status(int status) {
        return new Response(status, headers, body);
    }

    /** A GET answer with an {@code ETag} header is answered 304 by the server where {@code If-None-Match} fits; without one the server makes a weak one from the bytes. */
    public Response header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Response(status, more, body);
    }
}
