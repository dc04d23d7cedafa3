package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.Policies;
import io.gemello.twin.policy.PolicyEdit;
import io.gemello.twin.policy.PolicyErrors;
import io.gemello.twin.policy.PolicyPath;
import io.gemello.twin.policy.PolicyState;
import io.gemello.twin.policy.Sight;
import io.gemello.twin.protocol.Patience;
import io.gemello.twin.protocol.SignalRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.CommandTimeoutException;
import org.eclipse.ditto.base.model.signals.commands.exceptions.PathUnknownException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyConflictException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyIdNotExplicitlySettableException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyPreconditionNotModifiedException;

/** Ditto's HTTP API 2 as far as policies go. */
final class PolicyRoutes {
    private static final String POLICIES = "/api/2/policies";

    private final Policies policies;
    private final Judge judge;
    private final PolicyRequests requests;
    private final String defaultNamespace;

    PolicyRoutes(Policies policies, Judge judge, PolicyRequests requests, String defaultNamespace) {
        this.policies = policies;
        this.judge = judge;
        this.requests = requests;
        this.defaultNamespace = defaultNamespace;
    }

    private interface OnPolicy {
        Response answer(Request request, String policyId, PolicyPath path, Answers answers);
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        routes.add(new Route("POST", POLICIES, Role.VIEWER, ThingRoutes.guarded((request, answers, id) -> post(request, answers))));
        add(routes, "GET", this::get);
        add(routes, "PUT", this::put);
        add(routes, "DELETE", this::delete);
        return routes;
    }

    private void add(List<Route> routes, String method, OnPolicy handler) {
        routes.add(new Route(method, POLICIES + "/{policyId}", Role.VIEWER, ThingRoutes.guarded((request, answers, id) ->
            handler.answer(request, policyId(request), PolicyPath.WHOLE, answers))));
        routes.add(new Route(method, POLICIES + "/{policyId}/{path*}", Role.VIEWER, ThingRoutes.guarded((request, answers, id) ->
            handler.answer(request, policyId(request), path(request), answers))));
    }

    /** The same by the Ditto protocol. @param place e.g. {@code entries/owner}; empty for the policy itself */
    Response answer(SignalRequest request, String policyId, String place, Answers answers) {
        PolicyPath path = place.isEmpty() ? PolicyPath.WHOLE : PolicyPath.ofUrl(UrlText.escape(place).replace("%2F", "/"));
        if (path == null) {
            throw unknown(place);
        }
        if (request.method().equals("POST") && policies.find(policyId) != null) {
            throw PolicyConflictException.newBuilder(PolicyId.of(policyId)).build();
        }
        return switch (request.method()) {
            case "GET" -> get(request, policyId, path, answers);
            case "DELETE" -> delete(request, policyId, path, answers);
            default -> put(request, policyId, path, answers);
        };
    }

    private static String policyId(Request request) {
        return PolicyId.of(request.pathVariable("policyId")).toString();
    }

    private static PolicyPath path(Request request) {
        String raw = request.rawPathVariable("path");
        PolicyPath path = raw.isEmpty() ? PolicyPath.WHOLE : PolicyPath.ofUrl(raw);
        if (path == null) {
            throw unknown(raw);
        }
        return path;
    }

    private static RuntimeException unknown(String raw) {
        return PathUnknownException.newBuilder(JsonPointer.of("/" + raw)).build();
    }

    private Response get(Request request, String policyId, PolicyPath path, Answers answers) {
        RequestOption.refusePast(request);
        PolicyState policy = policies.find(policyId);
        Sight sight = judge.sightOfPolicy(request.subject(), policyId);
        if (policy == null || sight.nothing()) {
            throw PolicyErrors.notFound(policyId, PolicyPath.WHOLE);
        }
        JsonObject seen = sight.of(policy.json());
        JsonValue value = path.whole() ? seen : seen.getValue(path.pointer()).orElse(path.kind() == PolicyPath.Kind.IMPORTS ? JsonObject.empty() : null);
        if (value == null) {
            throw PolicyErrors.notFound(policyId, path);
        }
        String etag = EntityTags.of(path.whole(), policy.revision(), value);
        try {
            Preconditions.of(request, Instant.EPOCH).beforePolicyRead(etag);
        } catch (PolicyPreconditionNotModifiedException same) {
            return answers.empty(304).header("ETag", etag);
        }
        FieldChoice fields = FieldChoice.of(request.query("fields").orElse(null));
        if (fields != null && value.isObject()) {
            value = fields.from(path.whole() ? special(seen, policy) : value.asObject());
        }
        return answers.json(200, value.toString()).header("ETag", etag);
    }

    private static JsonObject special(JsonObject seen, PolicyState policy) {
        return seen.toBuilder().set("_namespace", policy.id().substring(0, policy.id().indexOf(':'))).set("_revision", policy.revision())
            .set("_created", Times.instant(policy.created()).toString()).set("_modified", Times.instant(policy.modified()).toString()).build();
    }

    private Response post(Request request, Answers answers) {
        MediaTypes.requireJson(request);
        JsonValue body = JsonTree.ofPolicy(ThingWrites.tree(request));
        if (body.isObject() && !body.isNull() && body.asObject().contains("policyId")) {
            throw PolicyIdNotExplicitlySettableException.forPostMethod().build();
        }
        return send(request, defaultNamespace + ":" + UUID.randomUUID(), PolicyPath.WHOLE, body, answers);
    }

    private Response put(Request request, String policyId, PolicyPath path, Answers answers) {
        MediaTypes.requireJson(request);
        JsonValue body = JsonTree.ofPolicy(ThingWrites.tree(request));
        boolean otherId = path.whole() && body.isObject() && !body.isNull()
            && body.asObject().getValue("policyId").filter(id -> !(id.isString() && id.asString().equals(policyId))).isPresent();
        if (otherId) {
            throw PolicyIdNotExplicitlySettableException.newBuilder().build();
        }
        return send(request, policyId, path, body, answers);
    }

    private Response delete(Request request, String policyId, PolicyPath path, Answers answers) {
        if (!PolicyEdit.deletable(path.kind())) {
            throw PathUnknownException.newBuilder(path.pointer()).build();
        }
        return send(request, policyId, path, null, answers);
    }

    private Response send(Request request, String policyId, PolicyPath path, JsonValue value, Answers answers) {
        Patience patience = Patience.of(request);
        boolean lockOut = request.header("allow-policy-lockout").filter("true"::equals).isPresent();
        CompletableFuture<PolicyRequests.Outcome> outcome = requests.submit(new PolicyRequests.Change(policyId, path, value,
            Preconditions.of(request, Instant.EPOCH), request.subject(), lockOut)).toCompletableFuture();
        if (!patience.answered()) {
            return answers.empty(202);
        }
        return Response.later(outcome.copy().orTimeout(patience.timeout().toMillis(), TimeUnit.MILLISECONDS).handle((done, fault) -> {
            if (fault == null) {
                return answer(policyId, path, done, answers);
            }
            Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            return answers.of(cause instanceof TimeoutException ? CommandTimeoutException.newBuilder(patience.timeout()).build() : cause);
        }));
    }

    private static Response answer(String policyId, PolicyPath path, PolicyRequests.Outcome done, Answers answers) {
        StringBuilder location = new StringBuilder(POLICIES).append('/').append(UrlText.escape(policyId));
        path.pointer().forEach(key -> location.append('/').append(UrlText.escape(key.toString())));
        Response answer = done.created() ? answers.json(201, done.value().toString()).header("Location", location.toString()) : answers.empty(204);
        return done.etag() == null ? answer : answer.header("ETag", done.etag());
    }
}
