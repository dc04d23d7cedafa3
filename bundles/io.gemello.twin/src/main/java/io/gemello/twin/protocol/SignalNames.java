package io.gemello.twin.protocol;

import io.gemello.twin.rql.FieldValues;
import io.gemello.twin.rql.RqlField;
import java.time.Instant;

/** What a signal says of itself, by the placeholders that a filter may use beside fields of the thing. */
public record SignalNames(String topic, String channel, String action, String path, String thingId, Instant time) {
    /** @param field a placeholder */
    public FieldValues of(RqlField field) {
        int colon = thingId.indexOf(':');
        Object value = switch (field.name()) {
            case "topic:action" -> action;
            case "topic:channel" -> channel;
            case "topic:full" -> topic;
            case "resource:type" -> "thing";
            case "resource:path" -> path;
            case "thing:id" -> thingId;
            case "thing:namespace" -> thingId.substring(0, colon);
            case "thing:name" -> thingId.substring(colon + 1);
            default -> time.toString();
        };
        return FieldValues.of(value);
    }
}
