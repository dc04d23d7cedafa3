package io.gemello.twin.protocol;

import io.gemello.api.access.Role;
import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Request;
import io.gemello.api.http.Response;
import io.gemello.api.http.Route;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingNotAccessibleException;

/** Messages to and from a thing or a feature as an event stream: the subject is the event, the payload its data. Who listens so cannot answer. */
final class MessageStreams {
    private final TwinDoor door;
    private final LiveHub hub;

    MessageStreams(TwinDoor door, LiveHub hub) {
        this.door = door;
        this.hub = hub;
    }

    List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (String box : new String[] {"inbox", "outbox"}) {
            for (String of : new String[] {MessageRoutes.THING, MessageRoutes.THING + "/features/{featureId}"}) {
                boolean feature = !of.equals(MessageRoutes.THING);
                String all = of + "/" + box + "/messages";
                add(routes, all, request -> new MessagePlace(feature ? request.pathVariable("featureId") : null, box.equals("inbox"), null));
                add(routes, all + "/{subject*}", request -> new MessagePlace(feature ? request.pathVariable("featureId") : null, box.equals("inbox"), request.pathVariable("subject")));
            }
        }
        return routes;
    }

    private void add(List<Route> routes, String template, MessageRoutes.Where where) {
        routes.add(new Route("GET", template, Role.VIEWER, request -> {
            try {
                return stream(request, ThingId.of(request.pathVariable("thingId")).toString(), where.of(request));
            } catch (RuntimeException refusal) {
                return door.refusal(refusal, CorrelationIds.of(request), request.subject());
            }
        }));
    }

    /** @param wanted without a subject for all of them */
    private Response stream(Request request, String thingId, MessagePlace wanted) {
        if (!request.wantsEvents()) {
            throw new HttpProblem(406, "gemello:twin.stream-only", "Messages are kept nowhere: they can only be listened to.", "Send the header Accept: text/event-stream.");
        }
        if (!door.mayHear(request.subject(), thingId, wanted.path())) {
            throw ThingNotAccessibleException.newBuilder(ThingId.of(thingId)).build();
        }
        LiveHub.Wish wish = new LiveHub.Wish(ControlFrame.Kind.MESSAGES, request.subject(), Set.of(thingId.substring(0, thingId.indexOf(':'))), null, null, Set.of());
        return Response.events(sink -> hub.listen(wish, (envelope, message) -> {
            if (message.thingId().equals(thingId) && message.place().within(wanted)) {
                sink.send(null, message.place().subject(), data(message));
            }
        }));
    }

    private static String data(LiveSignal message) {
        return message.value() == null ? "" : new String(MessageBody.toBytes(message.value(), message.headers().getContentType().orElse("application/json")), StandardCharsets.UTF_8);
    }
}
