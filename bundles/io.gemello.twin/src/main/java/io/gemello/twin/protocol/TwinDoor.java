package io.gemello.twin.protocol;

import io.gemello.api.access.Subject;
import io.gemello.api.http.EventSink;
import io.gemello.api.http.Response;
import java.time.Instant;
import java.util.function.Supplier;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonPointer;

/** What the protocol may do with things: what HTTP may, by the same code, so that no rule holds for one of them alone. Any thread; never blocks. */
public interface TwinDoor {
    /** {@code GET}, {@code PUT}, {@code PATCH}, {@code DELETE} of a place in a thing; {@code POST} makes the thing where there is none of its id. Refusals are answers too. */
    Response thing(SignalRequest request, String thingId, JsonPointer place);

    /** Many things. Refusals are answers too. */
    Response things(SignalRequest request);

    /** {@code GET}, {@code PUT}, {@code DELETE} of a place in a policy; {@code POST} makes it. Refusals are answers too. @param place without a leading slash; empty for the policy itself */
    Response policy(SignalRequest request, String policyId, String place);

    /** One page of a search. Refusals are answers too. */
    Response search(SignalRequest request);

    /** What is returned begins to tell changes, at once, and what that returns ends it. @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 for a wish that cannot be read */
    Supplier<AutoCloseable> events(EventWish wish, Subject who, EventSink sink);

    /** Whether somebody may be told a live signal of this place. */
    boolean mayHear(Subject who, String thingId, JsonPointer place);

    /**
     * @param changes false for a live command that only asks
     * @param claim for a message that needs no permission
     * @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 404 where the thing is not there for him, 403 where he may not send that
     */
    void checkLive(Subject who, String thingId, JsonPointer place, boolean changes, boolean claim);

    /** Fields of a thing as somebody may see them; null where there is nothing. */
    JsonObject extra(Subject who, String thingId, String fields);

    /** @param fields null for none @throws org.eclipse.ditto.base.model.exceptions.DittoRuntimeException 400 */
    void checkFields(String fields);

    /** Site time. */
    Instant now();

    /** What is said of a refusal or fault. */
    Response refusal(Throwable refusal, String correlationId, Subject who);
}
