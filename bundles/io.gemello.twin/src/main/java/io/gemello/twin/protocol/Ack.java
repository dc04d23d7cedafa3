package io.gemello.twin.protocol;

import org.eclipse.ditto.base.model.exceptions.DittoRuntimeException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.json.JsonValue;

/**
 * One acknowledgement.
 *
 * @param value null for none
 * @param reply the whole answer of a live responder; null for others
 */
public record Ack(int status, JsonValue value, DittoHeaders headers, Signal reply) {
    static Ack of(DittoRuntimeException missing) {
        return new Ack(missing.getHttpStatus().getCode(), missing.toJson(), DittoHeaders.empty(), null);
    }

    boolean good() {
        return status >= 200 && status < 300;
    }
}
