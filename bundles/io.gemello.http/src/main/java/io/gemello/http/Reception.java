package io.gemello.http;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Dialect;
import io.gemello.api.http.Endpoint;
import io.gemello.api.http.EventSource;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Response;
import io.gemello.http.people.Doorkeeper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leads a request to its endpoint and the answer back: route, caller, role, body, handler. */
final class Reception implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final int BODY_SECONDS = 30;
    private static final int ANSWER_SECONDS = 60;
    private static final int ID_LENGTH = 8;
    private final LiveRoutes routes = new LiveRoutes();
    private final Doorkeeper doorkeeper;
    private final EventStreams streams;
    private final Audit audit;
    private final Lane timer = new Lane("gemello-http-timer");

    Reception(Doorkeeper doorkeeper, EventStreams streams, Audit audit) {
        this.audit = audit;
        this.doorkeeper = doorkeeper;
        this.streams = streams;
    }

    LiveRoutes routes() {
        return routes;
    }

    void receive(Visit visit) {
        try {
            admit(visit);
        } catch (HttpProblem refused) {
            visit.refuse(refused);
        } catch (IOException gone) {
            visit.abandon();
        }
    }

    private void admit(Visit visit) throws IOException {
        HttpServletRequest request = visit.request();
        List<String> segments = PathCheck.segments(request.getRequestURI());
        RouteTable.Found found = routes.now().find(request.getMethod(), segments);
        if (found.allowed().isEmpty()) {
            throw Refusal.notFound(request.getRequestURI());
        }
        if (request.getMethod().equals("OPTIONS")) {
            visit.answer(Response.empty(204).header("Allow", String.join(", ", found.allowed())));
            return;
        }
        if (found.match() == null) {
            throw Refusal.notAllowed(request.getMethod(), found.allowed());
        }
        RouteTable.Match match = found.match();
        Dialect dialect = match.owner() instanceof Dialect other ? other : null;
        visit.speak(dialect);
        Subject caller = Caller.identify(doorkeeper, request, dialect);
        visit.admitted(caller);
        ApiChange change = caller.roles().isEmpty() ? null : ApiChange.of(match.route(), request.getRequestURI());
        if (change != null) {
            visit.whenSettled(outcome -> {
                audit.record(caller, change.what(), change.target(), outcome);
                return audit.kept();
            });
        }
        if (!caller.has(match.route().role())) {
            throw caller.roles().isEmpty() ? Refusal.signIn() : Refusal.role(match.route().role());
        }
        if (request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null) {
            takeBody(visit, match, caller);
        } else {
            handle(visit, match, caller, new byte[0]);
        }
    }

    private void takeBody(Visit visit, RouteTable.Match match, Subject caller) throws IOException {
        HttpServletRequest request = visit.request();
        ByteRoom room = new ByteRoom(match.route().maxBody(), request.getHeader("Content-Encoding")).expect(request.getContentLengthLong());
        visit.goAsync();
        ScheduledFuture<?> slow = timer.schedule(() -> visit.elsewhere(() -> visit.refuse(Refusal.slow(BODY_SECONDS))), BODY_SECONDS, TimeUnit.SECONDS);
        request.getInputStream().setReadListener(new BodyIntake(request.getInputStream(), room, body -> {
            slow.cancel(false);
            handle(visit, match, caller, body);
        }, failure -> {
            slow.cancel(false);
            if (failure instanceof HttpProblem refused) {
                visit.refuse(refused);
            } else {
                visit.abandon();
            }
        }));
    }

    private void handle(Visit visit, RouteTable.Match match, Subject caller, byte[] body) {
        attempt(visit, () -> respond(visit, match.owner(), match.route().handler().handle(new Exchange(visit.request(), caller, match.variables(), body))));
    }

    private interface Attempt {
        void run() throws Exception;
    }

    /** Whatever is thrown becomes an answer: no request may be left hanging. */
    private static void attempt(Visit visit, Attempt attempt) {
        try {
            attempt.run();
        } catch (HttpProblem refused) {
            visit.refuse(refused);
        } catch (Exception | LinkageError | StackOverflowError failed) {
            fail(visit, failed);
        }
    }

    private void respond(Visit visit, Endpoint owner, Response answer) {
        if (answer.body() instanceof Response.Later later) {
            wait(visit, owner, answer.headers(), later);
        } else if (answer.body() instanceof EventSource source && visit.request().getMethod().equals("HEAD")) {
            visit.answer(new Response(answer.status(), answer.headers(), null).header("Content-Type", "text/event-stream"));
        } else if (answer.body() instanceof EventSource source) {
            streams.open(visit, owner, answer, source, Caller.standing(doorkeeper, visit.request(), visit.caller()));
        } else {
            visit.answer(answer);
        }
    }

    private void wait(Visit visit, Endpoint owner, Map<String, String> headers, Response.Later later) {
        visit.goAsync();
        ScheduledFuture<?> late = timer.schedule(() -> visit.elsewhere(() -> visit.refuse(Refusal.late(ANSWER_SECONDS))), ANSWER_SECONDS, TimeUnit.SECONDS);
        headers.forEach(visit.response()::setHeader);
        later.response().whenComplete((answer, failure) -> {
            late.cancel(false);
            visit.elsewhere(() -> attempt(visit, () -> {
                if (failure instanceof CompletionException wrapped && wrapped.getCause() instanceof Exception cause) {
                    throw cause;
                }
                if (failure instanceof Exception cause) {
                    throw cause;
                }
                respond(visit, owner, answer);
            }));
        });
    }

    private static void fail(Visit visit, Throwable cause) {
        String id = UUID.randomUUID().toString().substring(0, ID_LENGTH);
        StackTraceElement[] trace = cause.getStackTrace();
        LOG.error("{} {} failed ({}): {}{}", visit.request().getMethod(), Quoted.of(visit.request().getRequestURI()), id, cause, trace.length == 0 ? "" : " at " + trace[0]);
        visit.refuse(Refusal.failed(id));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
