package io.gemello.adapter.simulator;

import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** {@code /api/gemello/simulator/faults}: to see, break and mend. What concerns the hall is done by its thread. */
final class FaultRoutes {
    private static final String PATH = "/api/gemello/simulator/faults";
    private final Faults faults;
    private final Executor thread;
    private final LongSupplier epochSeconds;
    private final Runnable changed;

    /** @param changed what the hall's thread does before the answer, when a fault came or went */
    FaultRoutes(Faults faults, Executor thread, LongSupplier epochSeconds, Runnable changed) {
        this.faults = faults;
        this.thread = thread;
        this.epochSeconds = epochSeconds;
        this.changed = changed;
    }

    List<Route> routes() {
        return List.of(new Route("GET", PATH, Role.VIEWER, this::all), new Route("GET", PATH + "/{name}", Role.VIEWER, this::one),
            new Route("PUT", PATH + "/{name}", Role.OPERATOR, this::arise), new Route("DELETE", PATH + "/{name}", Role.OPERATOR, this::end),
            new Route("DELETE", PATH, Role.OPERATOR, this::endAll));
    }

    private Response all(Request request) {
        List<Map<String, Object>> kinds = new ArrayList<>();
        for (Faults.Kind kind : Faults.Kind.values()) {
            String example = faults.example(kind);
            if (example != null) {
                Map<String, Object> json = new LinkedHashMap<>();
                json.put("kind", kind.word());
                json.put("meaning", kind.meaning());
                json.put("example", example);
                kinds.add(json);
            }
        }
        return later(() -> {
            List<Map<String, Object>> active = new ArrayList<>();
            faults.active().forEach((name, since) -> active.add(json(name, since)));
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("active", active);
            json.put("kinds", kinds);
            return Response.json(json);
        });
    }

    private Response one(Request request) {
        String name = known(request);
        return later(() -> Response.json(json(name, faults.active().get(name))));
    }

    private Response arise(Request request) {
        String name = known(request);
        return later(() -> {
            if (faults.arise(name, epochSeconds.getAsLong())) {
                changed.run();
            }
            return Response.json(json(name, faults.active().get(name)));
        });
    }

    private Response end(Request request) {
        String name = known(request);
        return later(() -> {
            if (faults.end(name)) {
                changed.run();
            }
            return Response.empty(204);
        });
    }

    private Response endAll(Request request) {
        return later(() -> {
            if (faults.endAll()) {
                changed.run();
            }
            return Response.empty(204);
        });
    }

    private String known(Request request) {
        String name = request.pathVariable("name");
        if (!faults.knows(name)) {
            throw new HttpProblem(404, "gemello:simulator.unknown-fault", "There is no fault of that name in the hall that is played.",
                "A name is an asset, point or device and a kind with a dot between them; GET " + PATH + " shows kinds and an example of each.");
        }
        return name;
    }

    private Response later(Supplier<Response> answer) {
        return Response.later(CompletableFuture.supplyAsync(answer, thread));
    }

    /** @param since null where it is not there */
    private Map<String, Object> json(String name, Long since) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", name);
        json.put("active", since != null);
        json.put("since", since == null ? null : Instant.ofEpochSecond(since));
        json.put("meaning", faults.kind(name).meaning());
        return json;
    }
}
