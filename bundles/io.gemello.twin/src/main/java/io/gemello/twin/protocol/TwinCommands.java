package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Response;
import java.util.stream.Collectors;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.protocol.UnknownCommandException;
import org.eclipse.ditto.protocol.UnknownPathException;
import org.eclipse.ditto.things.model.ThingId;

/** Commands to the twin and its policies: each becomes the request that HTTP would have brought. */
final class TwinCommands {
    private final TwinDoor door;
    private final Subject who;
    private final EventSink origin;

    TwinCommands(TwinDoor door, Subject who, EventSink origin) {
        this.door = door;
        this.who = who;
        this.origin = origin;
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException for a command that there is not */
    Response carryOut(Signal command) {
        TopicPath.Action action = command.topic().getAction().orElseThrow(() -> unknown(command));
        if (command.topic().isGroup(TopicPath.Group.POLICIES)) {
            return policy(command, action);
        }
        SignalRequest request = new SignalRequest(method(action, command), who, origin, command.correlationId(), command.headers(), command.value()).with("fields", command.fields());
        if (action == TopicPath.Action.RETRIEVE && !command.one()) {
            return many(command, request);
        }
        if (action == TopicPath.Action.CREATE && !command.path().isEmpty()) {
            throw UnknownPathException.newBuilder(command.path()).build();
        }
        return door.thing(request, thingId(command), command.path());
    }

    private Response policy(Signal command, TopicPath.Action action) {
        if (action == TopicPath.Action.MERGE || !command.one()) {
            throw unknown(command);
        }
        String method = method(action, command);
        DittoHeaders headers = action == TopicPath.Action.CREATE ? command.headers().toBuilder().putHeader("if-none-match", "*").build() : command.headers();
        String place = command.pathText().startsWith("/") ? command.pathText().substring(1) : command.pathText();
        return door.policy(new SignalRequest(method, who, origin, command.correlationId(), headers, command.value()).with("fields", command.fields()), command.policyId(), place);
    }

    private static String method(TopicPath.Action action, Signal command) {
        return switch (action) {
            case CREATE -> "POST";
            case MODIFY -> "PUT";
            case MERGE -> "PATCH";
            case RETRIEVE -> "GET";
            case DELETE -> "DELETE";
            default -> throw unknown(command);
        };
    }

    private static RuntimeException unknown(Signal command) {
        return UnknownCommandException.newBuilder(command.topicText()).build();
    }

    /** Where the topic leaves the id open the thing says it itself. */
    static String thingId(Signal command) {
        if (command.one()) {
            return command.thingId();
        }
        JsonValue id = command.value() != null && command.value().isObject() && !command.value().isNull() ? command.value().asObject().getValue("thingId").orElse(null) : null;
        if (id == null || !id.isString()) {
            throw new DittoJsonException(new JsonMissingFieldException("thingId"));
        }
        return ThingId.of(id.asString()).toString();
    }

    private Response many(Signal command, SignalRequest request) {
        if (!command.path().equals(JsonPointer.empty())) {
            throw UnknownPathException.newBuilder(command.path()).build();
        }
        JsonValue ids = command.value() != null && command.value().isObject() && !command.value().isNull() ? command.value().asObject().getValue("thingIds").orElse(null) : null;
        boolean anywhere = command.topic().getNamespace().equals(TopicPath.ID_PLACEHOLDER);
        return door.things(request.with("namespaces", anywhere ? null : command.topic().getNamespace())
            .with("ids", ids == null || !ids.isArray() ? null : ids.asArray().stream().filter(JsonValue::isString).map(JsonValue::asString).collect(Collectors.joining(","))));
    }
}
