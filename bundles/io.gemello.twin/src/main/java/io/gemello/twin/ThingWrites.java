package io.gemello.twin;

import io.gemello.api.http.EventSink;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.twin.protocol.AckWish;
import io.gemello.twin.protocol.Patience;
import io.gemello.twin.protocol.SignalRequest;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.CommandTimeoutException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingIdNotExplicitlySettableException;

/** Answers {@code POST}, {@code PUT}, {@code PATCH} and {@code DELETE}: makes a command of the request, and of its outcome an answer. */
final class ThingWrites {
    private static final String THINGS = "/api/2/things/";

    private final ClientChanges changes;
    private final String defaultNamespace;
    private final Supplier<Instant> now;

    ThingWrites(ClientChanges changes, String defaultNamespace, Supplier<Instant> now) {
        this.changes = changes;
        this.defaultNamespace = defaultNamespace;
        this.now = now;
    }

    Response post(Request request, Answers answers, String correlationId) {
        MediaTypes.requireJson(request);
        JsonValue body = JsonTree.ofWhole(tree(request));
        if (body.isObject() && !body.isNull() && body.asObject().contains("thingId")) {
            throw ThingIdNotExplicitlySettableException.forPostMethod().build();
        }
        String id = ThingId.of(request.query("namespace").orElse(defaultNamespace), UUID.randomUUID().toString()).toString();
        return send(request, ThingCommand.Op.CREATE, id, ThingPath.WHOLE, body, answers, correlationId);
    }

    /** A whole thing, where there is none of its id. */
    Response create(Request request, String thingId, Answers answers, String correlationId) {
        return send(request, ThingCommand.Op.CREATE, thingId, ThingPath.WHOLE, body(request, thingId, ThingPath.WHOLE), answers, correlationId);
    }

    Response put(Request request, String thingId, ThingPath path, Answers answers, String correlationId) {
        MediaTypes.requireJson(request);
        return send(request, ThingCommand.Op.PUT, thingId, path, body(request, thingId, path), answers, correlationId);
    }

    Response patch(Request request, String thingId, ThingPath path, Answers answers, String correlationId) {
        MediaTypes.requireMergePatch(request);
        return send(request, ThingCommand.Op.MERGE, thingId, path, body(request, thingId, path), answers, correlationId);
    }

    private static JsonValue body(Request request, String thingId, ThingPath path) {
        JsonValue body = path.whole() ? JsonTree.ofWhole(tree(request)) : JsonTree.of(tree(request));
        if (path.whole() && !ThingEdit.names(body, thingId)) {
            throw ThingIdNotExplicitlySettableException.forPutOrPatchMethod().build();
        }
        return body;
    }

    /** The server's refusal of a body in Ditto's words, for Ditto's clients know it by its error code. */
    static Object tree(Request request) {
        try {
            return request.json();
        } catch (HttpProblem problem) {
            if (problem.status() == 415) {
                throw MediaTypes.unread(request);
            }
            if (problem.status() != 400) {
                throw problem;
            }
            throw new DittoJsonException(JsonParseException.newBuilder().message(problem.getMessage()).description(problem.description()).build());
        }
    }

    Response delete(Request request, String thingId, ThingPath path, Answers answers, String correlationId) {
        if (path.kind() == ThingPath.Kind.POLICY_ID) {
            throw PathUnknownException.newBuilder(path.pointer()).description("A thing's policyId cannot be deleted.").build();
        }
        return send(request, ThingCommand.Op.DELETE, thingId, path, null, answers, correlationId);
    }

    private Response send(Request request, ThingCommand.Op op, String thingId, ThingPath path, JsonValue value, Answers answers, String correlationId) {
        RequestOption.refuseUnknown(request);
        RequestOption.refusePast(request);
        Patience patience = Patience.of(request);
        Preconditions conditions = Preconditions.of(request, now.get());
        CompletionStage<ThingCommand.Outcome> outcome =
            changes.submit(new ThingCommand(op, thingId, path, value, conditions, MetadataChange.of(request), cause(request, correlationId)));
        if (!patience.answered()) {
            return answers.empty(202);
        }
        CompletableFuture<ThingCommand.Outcome> inTime = outcome.toCompletableFuture().copy().orTimeout(patience.timeout().toMillis(), TimeUnit.MILLISECONDS);
        return Response.later(inTime.handle((done, fault) -> {
            if (fault == null) {
                return answer(thingId, path, done, answers);
            }
            Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            return answers.of(cause instanceof TimeoutException ? CommandTimeoutException.newBuilder(patience.timeout()).build() : cause);
        }));
    }

    private static ThingChange.Cause cause(Request request, String correlationId) {
        EventSink origin = request instanceof SignalRequest signal ? signal.origin() : null;
        return new ThingChange.Cause(request.subject(), correlationId, origin, AckWish.of(request).ofOthers());
    }

    private static Response answer(String thingId, ThingPath path, ThingCommand.Outcome done, Answers answers) {
        Response answer = done.created() ? answers.json(201, done.value().toString()).header("Location", THINGS + UrlText.escape(thingId) + path.url()) : answers.empty(204);
        Response tagged = done.etag() == null ? answer : answer.header("ETag", done.etag());
        return done.revision() == 0 ? tagged : tagged.header(Answers.REVISION, Long.toString(done.revision()));
    }
}
