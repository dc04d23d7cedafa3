package io.gemello.twin.protocol;

import io.gemello.api.access.Role;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.signals.commands.exceptions.CommandTimeoutException;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.messages.model.MessageDirection;
import org.eclipse.ditto.messages.model.MessageHeaders;
import org.eclipse.ditto.messages.model.SubjectInvalidException;
import org.eclipse.ditto.things.model.ThingId;

/** Messages over HTTP to and from things and features; live listeners answer them. */
final class MessageRoutes {
    static final String THING = "/api/2/things/{thingId}";
    /** Ditto's. */
    private static final long MAX_BODY = 250 * 1024;
    private static final String JSON = "application/json";

    private final TwinDoor door;
    private final LiveHub hub;

    MessageRoutes(TwinDoor door, LiveHub hub) {
        this.door = door;
        this.hub = hub;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String box : new String[] {"inbox", "outbox"}) {
            for (String of : new String[] {THING, THING + "/features/{featureId}"}) {
                boolean feature = !of.equals(THING);
                add(routes, of + "/" + box + "/messages/{subject*}", request -> new MessagePlace(feature ? request.pathVariable("featureId") : null, box.equals("inbox"), request.pathVariable("subject")));
            }
        }
        add(routes, THING + "/inbox/claim", request -> new MessagePlace(null, true, "claim"));
        return routes;
    }

    /** Reads the place off a request. */
    interface Where {
        MessagePlace of(Request request);
    }

    private void add(List<Route> routes, String template, Where where) {
        routes.add(new Route("POST", template, Role.VIEWER, MAX_BODY, request -> {
            String correlationId = CorrelationIds.of(request);
            try {
                return post(request, ThingId.of(request.pathVariable("thingId")), where.of(request), correlationId);
            } catch (RuntimeException refusal) {
                return door.refusal(refusal, correlationId, request.subject());
            }
        }));
    }

    private Response post(Request request, ThingId thing, MessagePlace place, String correlationId) {
        Patience patience = Patience.of(request);
        LiveSignal message = message(request, thing, place, correlationId, asked(request, patience));
        door.checkLive(request.subject(), message.thingId(), message.path(), true, place.claim());
        var outcome = hub.send(message, null, patience.timeout());
        if (!patience.answered() || message.acks().isEmpty()) {
            return known(Response.empty(202), message);
        }
        return Response.later(outcome.thenApply(given -> answer(message, given, patience)));
    }

    private static Set<String> asked(Request request, Patience patience) {
        Set<String> labels = new LinkedHashSet<>(AckWish.of(request).labels());
        if (labels.isEmpty() && patience.answered()) {
            labels.add(AckWish.LIVE_RESPONSE);
        }
        labels.removeIf(label -> !patience.answered() || AckWish.reserved(label) && !label.equals(AckWish.LIVE_RESPONSE));
        return labels;
    }

    /** Ditto's own check of direction, thing and subject. */
    private static LiveSignal message(Request request, ThingId thing, MessagePlace place, String correlationId, Set<String> asked) {
        String contentType = request.header("Content-Type").filter(type -> !type.isBlank()).orElse("application/octet-stream");
        if (place.subject().isEmpty()) {
            throw SubjectInvalidException.newBuilder(place.subject()).build();
        }
        MessageHeaders.newBuilder(place.to() ? MessageDirection.TO : MessageDirection.FROM, thing, place.subject()).build();
        JsonValue value = MessageBody.toValue(request.body(), contentType);
        DittoHeaders headers = DittoHeaders.newBuilder().contentType(contentType).responseRequired(!asked.isEmpty()).build();
        return new LiveSignal(ControlFrame.Kind.MESSAGES, thing.getNamespace() + "/" + thing.getName() + "/things/live/messages/" + place.subject(), place.subject(), thing.toString(), place.path(), place,
            headers, correlationId, request.subject(), value, null, asked);
    }

    private Response answer(LiveSignal message, Map<String, Ack> given, Patience patience) {
        Ack only = given.size() == 1 ? given.get(AckWish.LIVE_RESPONSE) : null;
        if (only == null) {
            return known(AckText.overHttp(given, (status, json) -> Response.jsonText(json).status(status)), message);
        }
        if (only.reply() == null) {
            return door.refusal(CommandTimeoutException.newBuilder(patience.timeout()).build(), message.correlationId(), message.who());
        }
        int status = only.status() < 100 || only.status() > 599 ? 502 : only.status();
        if (only.value() == null) {
            return known(Response.empty(status), message);
        }
        String contentType = only.headers().getContentType().orElse(JSON);
        return known(Response.bytes(contentType, MessageBody.toBytes(only.value(), contentType)).status(status), message);
    }

    private static Response known(Response response, LiveSignal message) {
        return response.header("correlation-id", message.correlationId()).header("ditto-originator", message.who().dittoSubject()).header("response-required", "false");
    }
}
