package io.gemello.twin.protocol;

import io.gemello.api.http.Request;
import java.util.UUID;

/** By what an answer is known. */
public final class CorrelationIds {
    private static final int MAX = 256;

    private CorrelationIds() {}

    /** As the caller gave it, or made for him. */
    public static String of(Request request) {
        return request.header("correlation-id").or(() -> request.header("x-correlation-id")).filter(id -> !id.isBlank() && id.length() <= MAX)
            .orElseGet(() -> UUID.randomUUID().toString());
    }
}
