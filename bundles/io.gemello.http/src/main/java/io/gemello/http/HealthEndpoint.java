package io.gemello.http;

import io.gemello.api.access.Role;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** {@code /health/page} for people, and {@code /health} for machines: 503 when something is critical. The state, and which parts are unwell, may be read without sign-in on this machine; the details need a viewer. */
@Component
public final class HealthEndpoint implements Endpoint {
    private static final int UNWELL = 503;
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<HealthCheck> checks = List.of();

    @Override
    public List<Route> routes() {
        return List.of(
            new Route("GET", "/health", Role.ANYONE, this::forMachines),
            new Route("GET", "/health/page", Role.VIEWER, request -> Page.filled("health.html", Map.of("user", request.subject().name()))),
            new Route("GET", "/api/gemello/health", Role.VIEWER, request -> Response.json(HealthBoard.of(checks).full())));
    }

    private Response forMachines(Request request) {
        boolean viewer = request.subject().has(Role.VIEWER);
        if (!viewer && !Caller.onLoopback(((Exchange) request).servlet())) {
            throw Refusal.signIn();
        }
        HealthBoard board = HealthBoard.of(checks);
        Response answer = Response.json(viewer ? board.full() : board.brief());
        return board.state() == Health.State.CRITICAL ? answer.status(UNWELL) : answer;
    }
}
