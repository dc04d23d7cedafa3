package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import io.gemello.twin.policy.Callers;
import io.gemello.twin.policy.Judge;
import java.util.List;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.things.model.ThingId;

/** {@code /whoami} and {@code /checkPermissions}: as whom a caller stands in policies, and what he may. */
final class PermissionRoutes {
    /** Of one request. */
    private static final int MAX_CHECKS = 1_000;

    private final Things things;
    private final Judge judge;

    PermissionRoutes(Things things, Judge judge) {
        this.things = things;
        this.judge = judge;
    }

    List<Route> routes() {
        return List.of(
            new Route("GET", "/api/2/whoami", Role.VIEWER, ThingRoutes.guarded((request, answers, id) -> whoami(request.subject(), answers))),
            new Route("POST", "/api/2/checkPermissions", Role.VIEWER, ThingRoutes.guarded((request, answers, id) -> check(request, answers))));
    }

    private static Response whoami(Subject who, Answers answers) {
        return answers.json(200, JsonFactory.newObjectBuilder().set("defaultSubject", who.dittoSubject())
            .set("subjects", JsonFactory.newArrayBuilder().addAll(Callers.subjects(who).stream().map(JsonValue::of).toList()).build()).build().toString());
    }

    /** By name: {@code {"resource": "thing:/features/lamp", "entityId": "org.acme:t", "hasPermissions": ["READ"]}}. What the caller may not know of he may not do. */
    private Response check(Request request, Answers answers) {
        MediaTypes.requireJson(request);
        JsonObject asked = object(JsonTree.of(ThingWrites.tree(request)));
        if (asked.getSize() > MAX_CHECKS) {
            throw wrong("There are more than " + MAX_CHECKS + " checks in one request.");
        }
        JsonObjectBuilder answer = JsonFactory.newObjectBuilder();
        asked.forEach(field -> answer.set(field.getKey(), may(request.subject(), object(field.getValue()))));
        return answers.json(200, answer.build().toString());
    }

    private boolean may(Subject who, JsonObject check) {
        ResourceKey resource = ResourceKey.newInstance(text(check, "resource"));
        String policyId = policyOf(resource.getResourceType(), text(check, "entityId"));
        JsonValue wanted = check.getValue("hasPermissions").filter(JsonValue::isArray).orElseThrow(() -> wrong("hasPermissions is an array of permissions."));
        return wanted.asArray().stream().allMatch(one -> {
            if (!one.isString()) {
                throw wrong("hasPermissions is an array of permissions.");
            }
            return judge.may(who, policyId, one.asString(), resource.getResourceType(), resource.getResourcePath());
        }) && !wanted.asArray().isEmpty();
    }

    private String policyOf(String type, String entityId) {
        if (type.equals("policy")) {
            return PolicyId.of(entityId).toString();
        }
        ThingState thing = things.find(ThingId.of(entityId).toString());
        return thing == null ? null : thing.policyId();
    }

    private static String text(JsonObject check, String field) {
        return check.getValue(field).filter(JsonValue::isString).map(JsonValue::asString).orElseThrow(() -> wrong("A check needs the text " + field + "."));
    }

    private static JsonObject object(JsonValue value) {
        if (!value.isObject() || value.isNull()) {
            throw wrong("A JSON object is expected here.");
        }
        return value.asObject();
    }

    private static JsonParseException wrong(String message) {
        return JsonParseException.newBuilder().message(message).build();
    }
}
