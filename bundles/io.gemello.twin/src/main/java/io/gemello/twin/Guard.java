package io.gemello.twin;

import io.gemello.api.access.Access;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import java.util.Map;
import java.util.function.Supplier;

/** Asks {@link Access}, and says what Ditto says where the answer is no: what somebody may not read is not there. */
final class Guard {
    private final Supplier<Access> access;

    /** @param access gives null while nobody can decide */
    Guard(Supplier<Access> access) {
        this.access = access;
    }

    /** @throws HttpProblem 503 while nobody can decide */
    Access judge() {
        Access judge = access.get();
        if (judge == null) {
            throw new HttpProblem(503, "gemello:twin.no-access-service", "Nobody can decide who may see things now.",
                "The part that knows the users is being replaced or has failed: try again in a moment, else see /health.", Map.of("Retry-After", "1"));
        }
        return judge;
    }

    void read(Subject who, String thingId) {
        if (!judge().mayRead(who, thingId)) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
    }

    void write(Subject who, String thingId, ThingPath path) {
        Access judge = judge();
        if (!judge.mayRead(who, thingId)) {
            throw PathErrors.notFound(ThingPath.WHOLE, thingId);
        }
        if (!judge.mayWrite(who, thingId)) {
            throw PathErrors.notModifiable(path, thingId);
        }
    }
}
