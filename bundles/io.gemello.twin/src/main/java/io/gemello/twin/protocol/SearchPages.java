package io.gemello.twin.protocol;

import io.gemello.api.http.Response;
import io.gemello.api.http.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.TopicPath;

/** One search, page by page. Between two pages it is a cursor only, whatever the number of things that it finds. */
final class SearchPages {
    private static final String TOPIC = "_/_/things/twin/search/";
    private static final long PACE_MILLIS = 10;

    private final String id;
    private final Socket socket;
    private final TwinDoor door;
    private final ScheduledExecutorService pace;
    private final Signal subscribe;
    private final String filter;
    private final String namespaces;
    private String option;
    private long demand;
    private boolean waiting;
    private boolean over;

    /** @param pace where it waits for the last page to leave @param subscribe what it began with */
    SearchPages(String id, Socket socket, TwinDoor door, ScheduledExecutorService pace, Signal subscribe, String filter, String namespaces, String option) {
        this.id = id;
        this.socket = socket;
        this.door = door;
        this.pace = pace;
        this.subscribe = subscribe;
        this.filter = filter;
        this.namespaces = namespaces;
        this.option = option;
    }

    String id() {
        return id;
    }

    synchronized boolean over() {
        return over;
    }

    void begin() {
        say(TopicPath.SearchAction.GENERATED, "");
    }

    synchronized void cancel() {
        over = true;
    }

    /** So many pages more. */
    synchronized void demand(long pages) {
        if (pages <= 0) {
            over = true;
            say(TopicPath.SearchAction.FAILED, ",\"error\":" + JsonFactory.newObjectBuilder().set("status", 400).set("error", "thing-search:subscription.protocol.error")
                .set("message", "The demand must be positive.").build());
            return;
        }
        demand = demand + pages < 0 ? Long.MAX_VALUE : demand + pages;
        if (!waiting) {
            go();
        }
    }

    private synchronized void go() {
        waiting = false;
        while (!over && demand > 0) {
            if (socket.waiting() > 0) {
                later();
                return;
            }
            demand--;
            page();
        }
    }

    private void later() {
        try {
            pace.schedule(this::go, PACE_MILLIS, TimeUnit.MILLISECONDS);
            waiting = true;
        } catch (RejectedExecutionException closing) {
            over = true;
        }
    }

    private void page() {
        Response response = door.search(new SignalRequest("GET", socket.subject(), null, subscribe.correlationId(), subscribe.headers(), null).with("filter", filter).with("namespaces", namespaces)
            .with("fields", subscribe.fields()).with("option", option));
        String body = new String((byte[]) response.body(), StandardCharsets.UTF_8);
        if (response.status() != 200) {
            over = true;
            say(TopicPath.SearchAction.FAILED, ",\"error\":" + body);
            return;
        }
        JsonObject found = JsonFactory.newObject(body);
        String cursor = found.getValue("cursor").map(JsonValue::asString).orElse(null);
        JsonValue items = found.getValue("items").orElseThrow();
        if (!items.asArray().isEmpty() && !say(TopicPath.SearchAction.NEXT, ",\"items\":" + items)) {
            over = true;
        }
        if (cursor == null) {
            over = true;
            say(TopicPath.SearchAction.COMPLETE, "");
        } else {
            option = "cursor(" + cursor + ")";
        }
    }

    private boolean say(TopicPath.SearchAction what, String more) {
        JsonObject headers = JsonFactory.newObjectBuilder().set("correlation-id", subscribe.correlationId()).set("content-type", "application/json").build();
        return socket.send(Envelopes.text(TOPIC + what.getName(), headers, "/", "{\"subscriptionId\":" + JsonFactory.newValue(id) + more + "}", 0));
    }
}
