package io.gemello.api.http;

import io.gemello.api.access.Role;

/**
 * @param method {@code GET}, {@code PUT} …; {@code HEAD} and {@code OPTIONS} are answered by the server
 * @param path template, e.g. {@code /api/gemello/points/{id}}; a last segment {@code {rest*}} takes everything behind, slashes included. A literal segment beats a variable one
 * @param role what the caller must have; the server answers 401 or 403 otherwise
 * @param maxBody bytes of request body, after decompression; larger is 413
 */
public record Route(String method, String path, Role role, long maxBody, Handler handler) {
    /** 1 MiB. */
    public static final long DEFAULT_MAX_BODY = 1 << 20;

    public Route(String method, String path, Role role, Handler handler) {
        this(method, path, role, DEFAULT_MAX_BODY, handler);
    }
}
