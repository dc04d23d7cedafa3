package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.control.Command;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.testkit.Until;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlRoutesTest {
    private static final Subject ALL = new Subject("nina", Set.of());
    private static final Subject FAN_ONLY = new Subject("otto", Set.of());
    private final Bench bench = new Bench();

    @Test
    void whoMayNotReadALoopsInputsIsNotToldThemByItsReasons(@TempDir Path site) throws Exception {
        bench.kind("up", now -> List.of(new Command(Plant.SPEED, 60, "probe-1 is at 31.4")));
        Files.writeString(Files.createDirectories(site.resolve("loops")).resolve("plant.json"),
            ("{'actuators': [" + Bench.ACTUATOR + "], 'loops': [" + Bench.loop("one", "up", 1, "") + "]}").replace('\'', '"'));
        ControlCycle cycle = new ControlCycle(new MemoryJournals(), new ControlDesk.Sources(bench.points::get, System::nanoTime, System::nanoTime, () -> false),
            (topic, payload) -> CompletableFuture.completedFuture(null), new ControlCounts(), Duration.ofMillis(100));
        try (LoopShelf shelf = new LoopShelf(Duration.ofMillis(100), cycle::install)) {
            bench.kinds().values().forEach(shelf::add);
            Plant plant = new Plant(site);
            shelf.applied(plant);
            Access access = new Access() {
                @Override
                public boolean mayRead(Subject who, String thingId) {
                    return who == ALL || thingId.equals("org.plant:fan");
                }

                @Override
                public boolean mayWrite(Subject who, String thingId) {
                    return mayRead(who, thingId);
                }
            };
            ControlRoutes routes = new ControlRoutes(cycle, shelf, new ControlRoutes.Context(() -> access, () -> plant, () -> false));
            cycle.start();
            Until.holds("armed", () -> !cycle.view().loops().isEmpty() && cycle.arm(cycle.view().loops().get(0).loop(), Duration.ofMinutes(1), "nina", "test").handle((lease, refused) -> refused == null).get());
            Until.holds("written", () -> !cycle.history().read(event -> event.get("what").equals("write"), Long.MAX_VALUE, 1).events().isEmpty());
            for (int route = 0; route < 2; route++) {
                assertTrue(asked(routes, route, ALL).contains("31.4"), asked(routes, route, ALL));
                assertFalse(asked(routes, route, FAN_ONLY).contains("31.4"), asked(routes, route, FAN_ONLY));
            }
            assertTrue(asked(routes, 1, ALL, Map.of("what", "write")).contains("31.4"));
            assertEquals("gemello:query.what", assertThrows(HttpProblem.class, () -> asked(routes, 1, ALL, Map.of("what", "wrote"))).error());
            assertEquals("gemello:control.comment", assertThrows(HttpProblem.class, () -> routes.all().get(2).handler().handle(arming("two\nlines"))).error());
            assertTrue(asked(routes, 0, FAN_ONLY).contains("fan-speed"), "the actuator is shown all the same");
        }
        // Nobody echoes the safe value here, and the end need not wait for it.
        bench.set(Plant.SPEED, 60, PointState.State.OUT_OF_SERVICE);
        cycle.close();
    }

    private static String asked(ControlRoutes routes, int route, Subject who) throws Exception {
        return asked(routes, route, who, Map.of());
    }

    private static String asked(ControlRoutes routes, int route, Subject who, Map<String, String> query) throws Exception {
        Request request = request((name, given) -> name.equals("subject") ? who : Optional.ofNullable(query.get(given[0])));
        assertEquals("GET", routes.all().get(route).method());
        return ((Response.Json) routes.all().get(route).handler().handle(request).body()).value().toString();
    }

    private static Request arming(String comment) {
        return request((name, given) -> switch (name) {
            case "subject" -> ALL;
            case "pathVariable" -> "one";
            case "body" -> new byte[1];
            case "json" -> Map.of("for", "1 min", "comment", comment);
            default -> Optional.empty();
        });
    }

    private interface Answer {
        Object to(String method, Object... given);
    }

    private static Request request(Answer answer) {
        return (Request) Proxy.newProxyInstance(Request.class.getClassLoader(), new Class<?>[] {Request.class}, (self, method, given) -> answer.to(method.getName(), given));
    }
}
