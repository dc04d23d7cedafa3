package io.gemello.twin.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.eclipse.ditto.base.model.exceptions.DittoJsonException;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonValue;

/** A message's payload, which is bytes over HTTP and JSON in an envelope: JSON as it is, text as a string, anything else in base64. */
final class MessageBody {
    private MessageBody() {}

    /** @return null for an empty body @throws DittoJsonException 400 */
    static JsonValue toValue(byte[] body, String contentType) {
        if (body.length == 0) {
            return null;
        }
        if (json(contentType)) {
            return DittoJsonException.wrapJsonRuntimeException(() -> JsonFactory.readFrom(new String(body, StandardCharsets.UTF_8)));
        }
        return JsonFactory.newValue(text(contentType) ? new String(body, StandardCharsets.UTF_8) : Base64.getEncoder().encodeToString(body));
    }

    static byte[] toBytes(JsonValue value, String contentType) {
        if (json(contentType) || !value.isString()) {
            return value.toString().getBytes(StandardCharsets.UTF_8);
        }
        if (!text(contentType)) {
            try {
                return Base64.getDecoder().decode(value.asString());
            } catch (IllegalArgumentException plain) {
                return value.asString().getBytes(StandardCharsets.UTF_8);
            }
        }
        return value.asString().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean json(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.split(";")[0].strip().endsWith("+json");
    }

    private static boolean text(String contentType) {
        return contentType.toLowerCase(Locale.ROOT).startsWith("text/");
    }
}
