package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.http.json.JsonBytes;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;

class HealthBoardTest {
    private static final Instant SINCE = Instant.parse("2026-01-02T03:04:05Z");
    private final HealthCheck fine = () -> List.of(new Health("b", Health.State.OK, SINCE, "runs"), new Health("a", Health.State.WARN, SINCE, "nearly full", "make room"));
    private final HealthCheck broken = () -> {
        throw new IllegalStateException("no idea");
    };

    @Test
    void theWholeIsAsUnwellAsItsWorstPart() {
        assertEquals(Health.State.OK, HealthBoard.of(List.of()).state());
        assertEquals(Health.State.WARN, HealthBoard.of(List.of(fine)).state());
        assertEquals("{\"status\":\"pass\",\"state\":\"warn\",\"checks\":[{\"name\":\"a\",\"state\":\"warn\",\"since\":\"2026-01-02T03:04:05Z\",\"message\":\"nearly full\",\"remedy\":\"make room\"},"
            + "{\"name\":\"b\",\"state\":\"ok\",\"since\":\"2026-01-02T03:04:05Z\",\"message\":\"runs\",\"remedy\":\"\"}]}", new String(JsonBytes.of(HealthBoard.of(List.of(fine)).full()), StandardCharsets.UTF_8));
    }

    @Test
    void aCheckThatFailsIsItselfCritical() {
        HealthBoard board = HealthBoard.of(List.of(fine, broken));
        assertEquals(Health.State.CRITICAL, board.state());
        assertEquals(3, board.checks().size());
    }

    @Test
    void theConsoleSeesTheSameState() {
        assertEquals(Result.Status.WARN, ConsoleHealth.result(fine).getStatus());
        assertEquals(Result.Status.CRITICAL, ConsoleHealth.result(broken).getStatus());
        assertTrue(ConsoleHealth.result(fine).toString().contains("make room"));
    }
}
