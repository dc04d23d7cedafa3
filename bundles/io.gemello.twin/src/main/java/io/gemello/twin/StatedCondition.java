package io.gemello.twin;

import io.gemello.twin.rql.Dialect;
import io.gemello.twin.rql.Rql;
import java.time.Instant;
import org.eclipse.ditto.base.model.exceptions.InvalidRqlExpressionException;
import org.eclipse.ditto.base.model.headers.DittoHeaders;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionFailedException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConditionInvalidException;

/** The {@code condition} of a request: it is carried out only where the thing, as it is before, fits. */
record StatedCondition(Rql rql) {
    /** @throws ThingConditionInvalidException 400 */
    static StatedCondition of(String text, Instant now) {
        try {
            return new StatedCondition(Rql.parse(text, now));
        } catch (InvalidRqlExpressionException wrong) {
            throw ThingConditionInvalidException.newBuilder(text, wrong.getMessage()).build();
        }
    }

    /** @throws ThingConditionFailedException 412 */
    void check(ThingState thing) {
        if (!rql.test(thing.jsonWithSpecialFields(), Dialect.STATE)) {
            throw ThingConditionFailedException.newBuilder(DittoHeaders.newBuilder().condition(rql.toString()).build()).build();
        }
    }
}
