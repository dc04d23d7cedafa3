package io.gemello.api.health;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Remembers since when each part has been in the state that it is in. Any thread. */
public final class HealthBook {
    private final Map<String, Health> last = new HashMap<>();

    /** It is well, and there is nothing to do. */
    public Health well(String name, String message) {
        return now(name, Health.State.OK, message, "");
    }

    /** Since it was first asked about in this state. */
    public synchronized Health now(String name, Health.State state, String message, String remedy) {
        Health before = last.get(name);
        return since(name, state, before == null || before.state() != state ? Instant.now() : before.since(), message, remedy);
    }

    /** Where the part itself knows when it began. */
    public synchronized Health since(String name, Health.State state, Instant since, String message, String remedy) {
        Health now = new Health(name, state, since, message, remedy);
        last.put(name, now);
        return now;
    }
}
