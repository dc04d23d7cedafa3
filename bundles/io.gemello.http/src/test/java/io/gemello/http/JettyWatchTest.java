package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eclipse.jetty.http.HttpParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the watch decides; that connections end is proven with a whole runtime. */
class JettyWatchTest {
    @ParameterizedTest
    @EnumSource(value = HttpParser.State.class, names = {"METHOD", "SPACE1", "URI", "SPACE2", "REQUEST_VERSION", "HEADER"})
    void aHeadThatTricklesInHasTheShortestTime(HttpParser.State state) {
        assertEquals(SlowPhase.HEAD, SlowPhase.of(state));
        assertTrue(SlowPhase.HEAD.seconds() < SlowPhase.SILENT.seconds() && SlowPhase.SILENT.seconds() < SlowPhase.BODY.seconds());
    }

    // An event stream and a slow answer stand here for long, and must.
    @ParameterizedTest
    @EnumSource(value = HttpParser.State.class, names = {"END", "CLOSE", "CLOSED"})
    void whileItIsTheServersTurnNobodyIsCutOff(HttpParser.State state) {
        assertEquals(SlowPhase.NONE, SlowPhase.of(state));
    }

    @Test
    void aBodyIsGivenTheTimeOfAnUpload() {
        assertEquals(SlowPhase.BODY, SlowPhase.of(HttpParser.State.CONTENT));
        assertEquals(SlowPhase.BODY, SlowPhase.of(HttpParser.State.CHUNK_SIZE));
        assertEquals(SlowPhase.SILENT, SlowPhase.of(HttpParser.State.START));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 408, 413, 414, 415, 417, 421, 426, 431, 500, 503, 505})
    void everyErrorOfJettysHasOurShape(int status) {
        assertEquals(status, JettyErrors.problem(status).status());
        assertTrue(JettyErrors.problem(status).error().startsWith("gemello:"));
        assertTrue(new String(Refusal.json(JettyErrors.problem(status))).startsWith("{\"status\":" + status + ",\"error\":\"gemello:"));
    }
}
