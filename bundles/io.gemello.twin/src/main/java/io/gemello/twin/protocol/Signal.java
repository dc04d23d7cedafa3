package io.gemello.twin.protocol;

import java.util.Map;
import java.util.UUID;
import org.eclipse.ditto.base.model.common.HttpStatus;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.base.model.headers.DittoHeaderDefinition;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.base.model.headers.translator.HeaderTranslator;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonFieldSelector;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonParseException;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.messages.model.MessageHeaderDefinition;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.protocol.JsonifiableAdaptable;
import org.eclipse.ditto.protocol.ProtocolFactory;
import org.eclipse.ditto.protocol.TopicPath;
import org.eclipse.ditto.protocol.adapter.UnknownTopicPathException;
import org.eclipse.ditto.things.model.ThingId;

/**
 * An envelope that came.
 *
 * @param topicText as it came
 * @param pathText as it came
 * @param headers those that somebody outside may set
 * @param value null for none
 * @param fields null for none
 * @param status 0 for none
 */
record Signal(TopicPath topic, String topicText, DittoHeaders headers, String correlationId, String pathText, JsonPointer path, JsonValue value, String fields, int status) {
    private static final HeaderTranslator HEADERS = HeaderTranslator.of(DittoHeaderDefinition.values(), MessageHeaderDefinition.values());

    /** @throws DittoJsonException 400 */
    static JsonObject json(String message) {
        JsonValue json = DittoJsonException.wrapJsonRuntimeException(() -> JsonFactory.readFrom(message));
        if (!json.isObject() || json.isNull()) {
            throw new DittoJsonException(JsonParseException.newBuilder().message("An envelope of the Ditto protocol is a JSON object.").build());
        }
        return json.asObject();
    }

    /** What an envelope that cannot be read further says of itself; made up where it says nothing. */
    static String correlationId(JsonObject envelope) {
        return envelope.getValue("headers").filter(headers -> headers.isObject() && !headers.isNull())
            .flatMap(headers -> headers.asObject().getValue("correlation-id")).filter(JsonValue::isString).map(JsonValue::asString)
            .filter(id -> !id.isBlank()).orElseGet(() -> UUID.randomUUID().toString());
    }

    /** @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    static Signal of(JsonObject envelope, String correlationId) {
        JsonifiableAdaptable adaptable = DittoJsonException.wrapJsonRuntimeException(() -> ProtocolFactory.jsonifiableAdaptableFromJson(envelope));
        Map<String, String> outside = HEADERS.fromExternalHeaders(adaptable.getDittoHeaders());
        return new Signal(adaptable.getTopicPath(), envelope.getValue("topic").map(JsonValue::asString).orElse(""), DittoHeaders.of(outside), correlationId, envelope.getValue("path").map(JsonValue::asString).orElse("/"), JsonPointer.of(adaptable.getPayload().getPath().toString()),
            adaptable.getPayload().getValue().orElse(null), adaptable.getPayload().getFields().map(JsonFieldSelector::toString).orElse(null),
            adaptable.getPayload().getHttpStatus().map(HttpStatus::getCode).orElse(0));
    }

    UnknownTopicPathException unknown() {
        return (UnknownTopicPathException) UnknownTopicPathException.newBuilder(topicText).build();
    }

    /** Whether it names one thing, not any. */
    boolean one() {
        return !topic.getEntityName().equals(TopicPath.ID_PLACEHOLDER);
    }

    /** @throws org.eclipse.ditto.policies.model.PolicyIdInvalidException 400 */
    String policyId() {
        return PolicyId.of(topic.getNamespace(), topic.getEntityName()).toString();
    }

    /** @throws org.eclipse.ditto.things.model.ThingIdInvalidException 400 */
    String thingId() {
        return ThingId.of(topic.getNamespace(), topic.getEntityName()).toString();
    }
}
