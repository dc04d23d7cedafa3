package io.gemello.core.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.core.intake.IntakeCounters;
import io.gemello.core.intake.IntakeDesk;
import io.gemello.core.intake.UnknownUnits;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeEndpointTest {
    private static final UnitBook UNITS = new UnitBook();
    @TempDir
    Path temporary;
    private final IntakeDesk intake = new IntakeDesk(null, new RecordedClock(), UNITS, new Tally(), new IntakeCounters());
    private IntakeEndpoint endpoint;

    @BeforeEach
    void apply() throws IOException {
        SiteDesk site = new SiteDesk(new SiteFolder(temporary.resolve("site")).path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, intake::apply);
        site.apply();
        endpoint = new IntakeEndpoint(intake, new UnknownUnits(), site, UNITS);
    }

    @Test
    void anAdapterTellsSinceWhenWhatAndWhatToDoAndItsLastErrors() throws Exception {
        Map<String, Object> absent = adapter("");
        assertEquals("absent", absent.get("state"));
        assertFalse(((String) absent.get("remedy")).isEmpty());
        try (IntakeSession session = intake.open(new AdapterInfo("hall", "mqtt", ""))) {
            session.status(new AdapterStatus(AdapterStatus.State.DISCONNECTED, "the broker is away"));
            Map<String, Object> now = adapter("?state=disconnected");
            assertEquals("the broker is away", now.get("message"));
            assertTrue(((String) now.get("remedy")).contains("io.gemello.adapter.mqtt-hall.cfg"));
            Map<?, ?> error = (Map<?, ?>) ((List<?>) now.get("lastErrors")).get(0);
            assertEquals(List.of("disconnected", "the broker is away", 1L, error.get("first")), List.of(error.get("state"), error.get("message"), error.get("count"), error.get("time")));
            assertEquals(List.of(), get("/api/gemello/adapters?state=connected").get("adapters"));
        }
    }

    @Test
    void proposalsComeAsTablesRowsOrJson() throws Exception {
        assertTrue(text("?propose=csv").startsWith("point,asset,feature,quantity,unit,adapter,address,"));
        assertEquals("asset,type,name,locatedIn\n", text("?propose=assets"));
        assertEquals("", text("?propose=csv&rows=site"));
        assertEquals(List.of(), get("/api/gemello/unmapped?propose=json").get("proposals"));
        assertEquals(400, assertThrows(HttpProblem.class, () -> FakeRequest.call(endpoint, "GET", "/api/gemello/unmapped?propose=xml")).status());
    }

    private String text(String query) throws Exception {
        Response answer = FakeRequest.call(endpoint, "GET", "/api/gemello/unmapped" + query);
        assertEquals("text/csv; charset=utf-8", answer.headers().get("Content-Type"));
        return new String((byte[]) answer.body(), StandardCharsets.UTF_8);
    }

    private Map<String, Object> get(String target) throws Exception {
        return FakeRequest.json(FakeRequest.call(endpoint, "GET", target));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> adapter(String query) throws Exception {
        return (Map<String, Object>) ((List<?>) get("/api/gemello/adapters" + query).get("adapters")).get(0);
    }
}
