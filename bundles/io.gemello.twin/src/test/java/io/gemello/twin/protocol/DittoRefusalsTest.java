package io.gemello.twin.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.http.HttpProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Row 3 of Ditto's observed behaviour: errors that the web server makes. */
class DittoRefusalsTest {
    private static String error(String path, int status) {
        return DittoRefusals.of(path, new HttpProblem(status, "gemello:x", "m", "d")).get("error").toString();
    }

    @Test
    void row3WhoIsNotSignedInIsToldAsDittoTells() {
        assertEquals(Map.of("status", 401, "error", "gateway:authentication.failed", "message", "The authentication failed.", "description", "m d"),
            DittoRefusals.of("/api/2/things/a:b", new HttpProblem(401, "gemello:access.sign-in", "m", "d")));
    }

    @Test
    void row3WhatIsTooLargeIsToldByWhatItIs() {
        assertEquals("things:thing.toolarge", error("/api/2/things/a:b", 413));
        assertEquals("policies:policy.toolarge", error("/api/2/policies/a:b", 413));
        assertEquals("messages:payload.toolarge", error("/api/2/things/a:b/inbox/messages/x", 413));
        assertEquals("gemello:x", error("/api/2/things/a:b", 503));
    }
}
