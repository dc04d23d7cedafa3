package io.gemello.http.people;

import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** The users of the file, as of at most a moment ago: another process may change the file at any time. A broken file changes nothing; the users read before stay. */
final class People {
    /** Together with how often open streams are checked: whoever is removed is out within a second. */
    private static final long LOOK_NANOS = 400_000_000;
    private final UserFile file;
    private final LongSupplier nanos;
    private final Consumer<UserChanges.Change> changed;
    private String stamp;
    private boolean known;
    private long lookedNanos;
    private Map<String, User> byName = Map.of();
    private Map<String, User> byToken = Map.of();
    private Fault fault;
    private Instant since = Instant.now();

    /** What is wrong with the file, and what to do about it. */
    record Fault(String message, String remedy) {}

    /** @param nanos the machine's monotonic clock @param changed told what another process changed in the file, once it is read */
    People(UserFile file, LongSupplier nanos, Consumer<UserChanges.Change> changed) {
        this.changed = changed;
        this.file = file;
        this.nanos = nanos;
        this.lookedNanos = nanos.getAsLong() - LOOK_NANOS;
    }

    synchronized Optional<User> named(String name) {
        look();
        return Optional.ofNullable(byName.get(name));
    }

    synchronized Optional<User> withToken(String sha256) {
        look();
        return Optional.ofNullable(byToken.get(sha256));
    }

    /** Everybody, by name. */
    synchronized Map<String, User> all() {
        look();
        return byName;
    }

    /** What is wrong with the file, or null. */
    synchronized Fault fault() {
        look();
        return fault;
    }

    /** When {@link #fault} became what it is. */
    synchronized Instant since() {
        return since;
    }

    private void look() {
        long now = nanos.getAsLong();
        if (now - lookedNanos < LOOK_NANOS) {
            return;
        }
        lookedNanos = now;
        String current = file.stamp();
        if (current.equals(stamp)) {
            return;
        }
        stamp = current;
        Fault before = fault;
        try {
            Map<String, User> read = file.read();
            Map<String, User> tokens = new HashMap<>();
            read.values().forEach(user -> user.tokens().forEach(token -> tokens.put(token.sha256(), user)));
            if (known) {
                UserChanges.between(byName, read).forEach(changed);
            }
            known = true;
            byName = Map.copyOf(read);
            byToken = Map.copyOf(tokens);
            fault = read.isEmpty() ? new Fault("nobody can sign in: " + file.path() + " names no user", "run `gemello user add NAME --role integrator`")
                : file.open() ? new Fault(file.path() + " can be read by others than its owner", "run chmod 600 on it") : null;
        } catch (IOException broken) {
            fault = new Fault(broken.getMessage(), "restore it from a copy, or move it away and add users anew with `gemello user add`; it is read again at once, and until then who was known before may sign in");
        }
        if (!Objects.equals(before, fault)) {
            since = Instant.now();
        }
    }
}
