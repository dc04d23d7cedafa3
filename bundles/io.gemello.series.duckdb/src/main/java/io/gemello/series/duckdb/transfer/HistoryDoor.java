package io.gemello.series.duckdb.transfer;

import io.gemello.api.access.Access;
import io.gemello.api.access.Role;
import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.catalogue.Point;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code POST /api/gemello/import}: samples of the past, marked as back-filled, through the intake like all others, for whichever store runs. The
 * answer comes when they are durable. The session opens with the first request.
 */
@Component(immediate = true, service = {Endpoint.class, CatalogueListener.class})
public final class HistoryDoor implements Endpoint, CatalogueListener {
    private static final AdapterInfo WHO = new AdapterInfo("import", "import", "what gemello import and its like fill in");
    private static final long MAX_BODY = 16 << 20;
    private static final int STEP = 2048;

    private final Intake intake;
    private final Access access;
    private volatile Catalogue catalogue;
    private IntakeSession session;
    private boolean closed;

    @Activate
    public HistoryDoor(@Reference Intake intake, @Reference Access access) {
        this.intake = intake;
        this.access = access;
    }

    @Override
    public void applied(Catalogue now) {
        catalogue = now;
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route("POST", "/api/gemello/import", Role.INTEGRATOR, MAX_BODY, this::take));
    }

    private Response take(Request request) {
        if (!(request.json() instanceof List<?> series)) {
            throw wrong("an array of series is wanted");
        }
        Set<String> unknown = new LinkedHashSet<>();
        List<Sample> samples = new ArrayList<>();
        for (Object one : series) {
            if (!(one instanceof Map<?, ?> fields) || !(fields.get("point") instanceof String point) || !(fields.get("samples") instanceof List<?> given)
                || fields.get("unit") != null && !(fields.get("unit") instanceof String)) {
                throw wrong("a series has a point, perhaps a unit, and samples");
            }
            if (!mayWrite(request, point)) {
                unknown.add(point);
                continue;
            }
            Binding to = session().bind(point);
            given.forEach(sample -> samples.add(sample(to, (String) fields.get("unit"), sample)));
        }
        List<CompletionStage<Void>> steps = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += STEP) {
            List<Sample> step = List.copyOf(samples.subList(from, Math.min(from + STEP, samples.size())));
            // The first is refused where there is no room; once a request is begun its next steps wait for room.
            CompletionStage<Void> durable = from == 0 ? session().offer(step) : session().submit(step);
            if (durable == null) {
                throw busy("too much is on its way to the disk, or it is full");
            }
            steps.add(durable);
        }
        Response done = Response.json(Map.of("taken", samples.size(), "unknown", List.copyOf(unknown)));
        CompletionStage<Response> answer = CompletableFuture.completedStage(done);
        for (CompletionStage<Void> step : steps) {
            answer = answer.thenCombine(step, (so, nothing) -> so);
        }
        return Response.later(answer);
    }

    private boolean mayWrite(Request request, String id) {
        Catalogue now = catalogue;
        Point point = now == null ? null : now.points().get(id);
        return point != null && !point.retired() && access.mayWrite(request.subject(), now.site().thingId(point.asset()));
    }

    private static Sample sample(Binding to, String unit, Object given) {
        if (given instanceof List<?> pair && pair.size() == 2 && pair.get(0) instanceof Long time && (pair.get(1) instanceof Number || pair.get(1) instanceof Boolean || pair.get(1) instanceof String)) {
            return new Sample(to, pair.get(1), unit, time, Sample.BACK_FILLED);
        }
        throw wrong("a sample is [UTC nanoseconds since 1970, value], not " + given);
    }

    private synchronized IntakeSession session() {
        if (closed) {
            throw busy("the import is being stopped");
        }
        if (session == null) {
            session = intake.openHistory(WHO);
            session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
        }
        return session;
    }

    @Deactivate
    synchronized void close() {
        closed = true;
        if (session != null) {
            session.close();
        }
    }

    private static HttpProblem wrong(String message) {
        return new HttpProblem(400, "gemello:import.invalid", "This cannot be imported: " + message + ".", "Send [{\"point\": \"p\", \"unit\": \"Cel\", \"samples\": [[1700000000000000000, 21.5], …]}, …].");
    }

    private static HttpProblem busy(String message) {
        return new HttpProblem(503, "gemello:import.busy", "Not taken: " + message + ".", "Send it again; what came through already does no harm.", Map.of("Retry-After", "2"));
    }
}
