package io.gemello.twin.protocol;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.http.Socket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Collectors;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonMissingFieldException;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.protocol.TopicPath;

/** One socket's searches. They give as many pages as were demanded, and no page before the last has left. */
final class SearchSide implements AutoCloseable {
    private static final int MAX_OPEN = 64;

    private final Socket socket;
    private final TwinDoor door;
    private final ScheduledExecutorService pace;
    private final Map<String, SearchPages> open = new LinkedHashMap<>();

    SearchSide(Socket socket, TwinDoor door, ScheduledExecutorService pace) {
        this.socket = socket;
        this.door = door;
        this.pace = pace;
    }

    /** @throws HttpProblem 429 @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    void take(Signal signal) {
        JsonObject given = signal.value() != null && signal.value().isObject() && !signal.value().isNull() ? signal.value().asObject() : JsonFactory.newObject();
        switch (signal.topic().getSearchAction().orElseThrow(() -> signal.unknown())) {
            case SUBSCRIBE -> subscribe(signal, given);
            case REQUEST -> find(given).demand(given.getValue("demand").filter(JsonValue::isNumber).map(JsonValue::asLong).orElseThrow(() -> missing("demand")));
            case CANCEL -> {
                SearchPages pages = find(given);
                pages.cancel();
                open.remove(pages.id());
            }
            default -> throw signal.unknown();
        }
    }

    private static DittoJsonException missing(String field) {
        return new DittoJsonException(new JsonMissingFieldException(field));
    }

    private void subscribe(Signal signal, JsonObject given) {
        open.values().removeIf(SearchPages::over);
        if (open.size() >= MAX_OPEN) {
            throw new HttpProblem(429, "gemello:twin.too-many-searches", "There are " + MAX_OPEN + " searches of this socket already.", "Cancel one, or take its pages to the end.");
        }
        SearchPages pages = new SearchPages(UUID.randomUUID().toString(), socket, door, pace, signal,
            text(given, "filter"), text(given, "namespaces"), text(given, "options"));
        open.put(pages.id(), pages);
        pages.begin();
    }

    /** Null for none. */
    private static String text(JsonObject given, String member) {
        JsonValue value = given.getValue(member).filter(there -> !there.isNull()).orElse(null);
        if (value == null) {
            return null;
        }
        return value.isArray() ? value.asArray().stream().map(item -> item.isString() ? item.asString() : item.toString()).collect(Collectors.joining(",")) : value.isString() ? value.asString() : value.toString();
    }

    private SearchPages find(JsonObject given) {
        String id = given.getValue("subscriptionId").filter(JsonValue::isString).map(JsonValue::asString).orElseThrow(() -> missing("subscriptionId"));
        SearchPages pages = open.get(id);
        if (pages == null) {
            throw new HttpProblem(404, "thing-search:subscription.notfound", "The subscription with ID '" + id + "' could not be found.", "It is complete, cancelled or of another socket.");
        }
        return pages;
    }

    @Override
    public void close() {
        open.values().forEach(SearchPages::cancel);
        open.clear();
    }
}
