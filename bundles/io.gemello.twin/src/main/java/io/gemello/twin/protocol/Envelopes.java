package io.gemello.twin.protocol;

import io.gemello.api.http.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonArray;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonObjectBuilder;
import org.eclipse.ditto.protocol.TopicPath;

/** The text of what is sent. Values are text already and are not parsed again. */
final class Envelopes {
    /** Where an error belongs to no topic. */
    private static final String UNKNOWN = "unknown/unknown/things/twin/errors";
    /** On what a command depended or how it was to be carried out: no matter for its answer. */
    private static final Set<String> SPENT = Set.of("if-match", "if-none-match", "condition", "if-equal", "timeout", "put-metadata", "get-metadata", "delete-metadata",
        "requested-acks", "content-type", "response-required", "correlation-id", "etag", "entity-revision", "ditto-metadata", "ditto-originator", "version");
    /** Headers of an answer over HTTP that the protocol has too. */
    private static final Set<String> OF_ANSWERS = Set.of("etag", "ditto-metadata", "retry-after");

    private Envelopes() {}

    /** The answer to a command, by what HTTP would have answered. Null where nothing is to be said. */
    static String answer(Signal to, String originator, Response response) {
        if (response.status() == 202) {
            return null;
        }
        String body = response.body() == null ? null : new String((byte[]) response.body(), StandardCharsets.UTF_8);
        boolean refused = response.status() >= 300;
        JsonObject headers = headers(to.headers(), to.correlationId(), originator, response.headers());
        return text(refused ? errors(to.topic()) : to.topicText(), headers, refused ? "/" : to.pathText(),
            body == null && refused ? notModified() : body, response.status());
    }

    /** A refusal of what could not even be read. */
    static String error(String correlationId, String originator, Response refusal) {
        return text(UNKNOWN, headers(DittoHeaders.empty(), correlationId, originator, refusal.headers()), "/", new String((byte[]) refusal.body(), StandardCharsets.UTF_8), refusal.status());
    }

    /** A live responder's answer, handed on. */
    static String reply(Signal reply) {
        JsonObjectBuilder headers = JsonFactory.newObjectBuilder();
        reply.headers().toJson().forEach(headers::set);
        headers.set("correlation-id", reply.correlationId()).set("response-required", false);
        return text(reply.topicText(), headers.build(), reply.pathText(), reply.value() == null ? null : reply.value().toString(), reply.status());
    }

    static String errors(TopicPath topic) {
        String channel = topic.isChannel(TopicPath.Channel.NONE) ? "" : topic.getChannel().getName() + "/";
        return topic.getNamespace() + "/" + topic.getEntityName() + "/" + topic.getGroup().getName() + "/" + channel + "errors";
    }

    private static String notModified() {
        return JsonFactory.newObjectBuilder().set("status", 304).set("error", "things:precondition.notmodified")
            .set("message", "The comparison of precondition header 'if-none-match' for the requested resource evaluated to false.").build().toString();
    }

    private static JsonObject headers(DittoHeaders given, String correlationId, String originator, Map<String, String> answered) {
        JsonObjectBuilder headers = JsonFactory.newObjectBuilder();
        given.toJson().forEach(field -> {
            if (!SPENT.contains(field.getKeyName().toLowerCase(Locale.ROOT))) {
                headers.set(field);
            }
        });
        headers.set("correlation-id", correlationId).set("ditto-originator", originator).set("response-required", false).set("requested-acks", JsonArray.empty())
            .set("content-type", "application/json");
        answered.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.equals("entity-revision")) {
                headers.set(lower, Long.parseLong(value));
            } else if (OF_ANSWERS.contains(lower)) {
                headers.set(lower, value);
            }
        });
        return headers.build();
    }

    /** @param value JSON; null for none @param status 0 for none */
    static String text(String topic, JsonObject headers, String path, String value, int status) {
        StringBuilder text = new StringBuilder(256 + (value == null ? 0 : value.length()));
        text.append("{\"topic\":").append(JsonFactory.newValue(topic)).append(",\"headers\":").append(headers).append(",\"path\":").append(JsonFactory.newValue(path));
        if (value != null) {
            text.append(",\"value\":").append(value);
        }
        if (status != 0) {
            text.append(",\"status\":").append(status);
        }
        return text.append('}').toString();
    }
}
