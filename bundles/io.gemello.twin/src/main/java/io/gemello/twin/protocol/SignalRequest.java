package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Request;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonValue;

/** A command of the Ditto protocol in the form in which HTTP would bring it. */
public final class SignalRequest implements Request {
    private final String method;
    private final Subject who;
    private final EventSink origin;
    private final String correlationId;
    private final DittoHeaders headers;
    private final JsonValue value;
    private final Map<String, List<String>> query = new LinkedHashMap<>();

    /** @param origin the socket's sink of events, which is not told what came by the socket itself @param value null for none */
    SignalRequest(String method, Subject who, EventSink origin, String correlationId, DittoHeaders headers, JsonValue value) {
        this.method = method;
        this.who = who;
        this.origin = origin;
        this.correlationId = correlationId;
        this.headers = headers;
        this.value = value;
    }

    /** @param text null for no such parameter */
    SignalRequest with(String parameter, String text) {
        if (text != null) {
            query.put(parameter, List.of(text));
        }
        return this;
    }

    /** The socket's sink of events. */
    public EventSink origin() {
        return origin;
    }

    /** As it was given, or made for it. */
    public String correlationId() {
        return correlationId;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return "/ws/2";
    }

    @Override
    public String pathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public String rawPathVariable(String name) {
        throw new IllegalArgumentException(name);
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name)).map(values -> values.get(0));
    }

    @Override
    public Map<String, List<String>> query() {
        return query;
    }

    /** The type of the body follows from the command: what the envelope says of it is the envelope's own. */
    @Override
    public Optional<String> header(String name) {
        if (name.equalsIgnoreCase("Content-Type")) {
            return Optional.of(method.equals("PATCH") ? "application/merge-patch+json" : "application/json");
        }
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    @Override
    public Subject subject() {
        return who;
    }

    @Override
    public byte[] body() {
        return new byte[0];
    }

    @Override
    public Object json() {
        return PlainJson.of(value);
    }

    @Override
    public boolean wantsEvents() {
        return false;
    }
}
