package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    private static final long MORNING = 1_750_000_000L;
    private DataHall hall;
    private Faults faults;
    private long now = MORNING;
    private int kept;

    @BeforeEach
    void hall() {
        hall = new DataHall(1, MORNING);
        faults = hall.faults();
    }

    /** All that came on a topic in the next second, line by line. */
    private List<String> next(String topic) {
        now++;
        return hall.at(now * 1000).stream().filter(m -> m.topic().equals(topic)).map(m -> new String(m.payload(), StandardCharsets.UTF_8)).toList();
    }

    private void later(int seconds) {
        now += seconds;
        hall.at(now * 1000);
    }

    private double number(String topic, String before) {
        String said = next(topic).get(0);
        return Double.parseDouble(said.substring(said.indexOf(before) + before.length()).split("[,}]")[0]);
    }

    @Test
    void aCoolingUnitStopsAndStartsAgain() {
        faults.arise("crac-2.off", now);
        later(60);
        assertTrue(next("datahall/klimat/crac-2").get(0).contains("\"off\""));
        assertEquals(0, number("datahall/klimat/crac-2", "\"fan\",\"presentValue\":"));
        assertEquals(75, number("datahall/klimat/crac-1", "\"fan\",\"presentValue\":"));
        assertTrue(faults.end("crac-2.off"));
        later(60);
        assertTrue(next("datahall/klimat/crac-2").get(0).contains("\"cooling\"}"));
        assertEquals(75, number("datahall/klimat/crac-2", "\"fan\",\"presentValue\":"));
        assertFalse(faults.end("crac-2.off"));
    }

    /** The noise of a transmitter is no moved air, and no power below nothing, which would be bad by its range. */
    @Test
    void aUnitThatStandsStillReadsZero() {
        faults.arise("crac-2.off", now);
        later(300);
        for (int second = 0; second < 120; second++) {
            String said = next("datahall/klimat/crac-2").get(0);
            for (String feature : List.of("airflow", "power", "cooling")) {
                assertEquals(0, Double.parseDouble(said.replaceAll(".*\"name\":\"" + feature + "\",\"presentValue\":([-0-9.]+).*", "$1")), feature);
            }
            assertFalse(said.contains(":-"), said);
        }
    }

    @Test
    void aStuckFanAndValveDoNotFollow() {
        faults.arise("crac-1.fan-stuck", now);
        faults.arise("crac-1.valve-stuck", now);
        double valve = number("datahall/klimat/crac-1", "\"valve\",\"presentValue\":");
        hall.hall().unit(0).askFan(0.5);
        hall.hall().unit(0).askSupply(25);
        later(300);
        assertEquals(75, number("datahall/klimat/crac-1", "\"fan\",\"presentValue\":"));
        assertEquals(50, number("datahall/klimat/crac-1", "\"fan-setpoint\",\"presentValue\":"));
        assertEquals(valve, number("datahall/klimat/crac-1", "\"valve\",\"presentValue\":"));
    }

    /** Put again it goes on from where it was, and does not begin anew. */
    @Test
    void aProbeDrifts() {
        double before = number("datahall/nordvik/rack-4-02-climate", "\"inlet-top\":");
        faults.arise("rack-4-02-inlet-top.drift", now);
        later(1200);
        faults.arise("rack-4-02-inlet-top.drift", now);
        assertEquals(before + 2, number("datahall/nordvik/rack-4-02-climate", "\"inlet-top\":"), 0.3);
        assertEquals(Map.of("rack-4-02-inlet-top.drift", MORNING + 1), faults.active());
        faults.end("rack-4-02-inlet-top.drift");
        assertEquals(before, number("datahall/nordvik/rack-4-02-climate", "\"inlet-top\":"), 0.3);
    }

    @Test
    void aDeadProbeGivesNullAndABareOneIsSilent() {
        faults.arise("rack-1-01-outlet.dead", now);
        faults.arise("hall-door.dead", now);
        assertTrue(next("datahall/lattice/rack-1-01-climate").get(0).contains("{\"id\":\"outlet\",\"v\":null}"));
        assertEquals(List.of(), next("datahall/bare/hall-door"));
        faults.end("hall-door.dead");
        assertEquals(List.of("closed"), next("datahall/bare/hall-door"));
    }

    @Test
    void unitsAreMixedUp() {
        double fahrenheit = number("datahall/lattice/rack-1-01-climate", "\"inlet-top\",\"v\":");
        faults.arise("rack-1-01-inlet-top.unit-mix-up", now);
        faults.arise("rack-1-01-power.unit-mix-up", now);
        assertEquals((fahrenheit - 32) / 1.8, number("datahall/lattice/rack-1-01-climate", "\"inlet-top\",\"v\":"), 0.2);
        assertTrue(number("datahall/powergate/rack-1-01-meter", "\"value\":") < 10, "kW where W are meant");
    }

    @Test
    void duplicatesComeInABurstAndAClockIsAnHourAhead() {
        faults.arise("rack-1-01-climate.duplicates", now);
        List<String> burst = next("datahall/lattice/rack-1-01-climate");
        assertEquals(Device.BURST, burst.size());
        assertEquals(1, burst.stream().distinct().count());
        faults.arise("ups.clock-ahead", now);
        assertTrue(next("datahall/powergate/ups").get(0).startsWith("{\"ms\":" + (now + 3600) * 1000 + ","));
        assertFalse(faults.knows("hall-door.clock-ahead"), "it tells no time");
    }

    /** Each kind can be tried as the list of kinds says. */
    @Test
    void everyKindHasAnExampleThatChangesWhatIsSaid() {
        for (Faults.Kind kind : Faults.Kind.values()) {
            DataHall broken = new DataHall(1, MORNING);
            DataHall whole = new DataHall(1, MORNING);
            String name = broken.faults().example(kind);
            broken.faults().arise(name, MORNING);
            for (DataHall either : List.of(broken, whole)) {
                either.hall().unit(0).askFan(0.4);
                either.at((MORNING + 600) * 1000);
            }
            assertNotEquals(said(whole), said(broken), name);
        }
    }

    private static List<String> said(DataHall hall) {
        return hall.at((MORNING + 601) * 1000).stream().map(m -> m.topic() + new String(m.payload(), StandardCharsets.UTF_8)).toList();
    }

    @Test
    void routesBreakShowAndMend() throws Exception {
        assertEquals(Role.OPERATOR, route("PUT", "/{name}").role());
        assertEquals(Role.OPERATOR, route("DELETE", "/{name}").role());
        assertEquals(List.of(), ((Map<?, ?>) answer("GET", "", "")).get("active"));
        Map<?, ?> put = (Map<?, ?>) answer("PUT", "/{name}", "crac-2.off");
        assertEquals(List.of(true, Instant.ofEpochSecond(MORNING)), List.of(put.get("active"), put.get("since")));
        assertEquals(List.of(put), ((Map<?, ?>) answer("GET", "", "")).get("active"));
        answer("PUT", "/{name}", "crac-2.off");
        assertNull(answer("DELETE", "/{name}", "crac-2.off"));
        assertNull(answer("DELETE", "/{name}", "crac-2.off"));
        assertEquals(false, ((Map<?, ?>) answer("GET", "/{name}", "crac-2.off")).get("active"));
        assertEquals(2, kept, "what changed nothing needs not be kept anew");
        answer("PUT", "/{name}", "crac-1.off");
        answer("PUT", "/{name}", "ups.clock-ahead");
        assertNull(answer("DELETE", "", ""));
        assertEquals(Map.of(), faults.active());
        assertEquals(5, kept);
        HttpProblem unknown = assertThrows(HttpProblem.class, () -> answer("PUT", "/{name}", "crac-9.off"));
        assertEquals(404, unknown.status());
    }

    private Route route(String method, String end) {
        return new FaultRoutes(faults, Runnable::run, () -> MORNING, () -> kept++).routes().stream()
            .filter(route -> route.method().equals(method) && route.path().equals("/api/gemello/simulator/faults" + end)).findFirst().orElseThrow();
    }

    private Object answer(String method, String end, String name) throws Exception {
        Request request = (Request) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Request.class}, (proxy, asked, arguments) -> name);
        Response later = route(method, end).handler().handle(request);
        Response answer = ((Response.Later) later.body()).response().toCompletableFuture().get();
        return answer.body() instanceof Response.Json json ? json.value() : null;
    }
}
