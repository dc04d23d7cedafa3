package io.gemello.http.people;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Signed-in browsers, in memory. A session ends when it was not used for a while, at the latest after a week, and with its user's password. */
final class Sessions {
    private static final int MAX = 10_000;
    private static final int ID_BYTES = 32;
    private static final long LONGEST_NANOS = Duration.ofDays(7).toNanos();
    private final SecureRandom random = new SecureRandom();
    private final long idleNanos;
    private final LongSupplier nanos;
    /** By the hash of the id: what lies in memory opens nothing. */
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MAX;
        }
    };

    /** @param password the hash of the password that the user had when he signed in */
    record Session(String user, PasswordHash password, long begunNanos, long usedNanos) {}

    Sessions(Duration idle, LongSupplier nanos) {
        this.idleNanos = idle.toNanos();
        this.nanos = nanos;
    }

    /** @return the id, for the cookie */
    synchronized String begin(User user) {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        long now = nanos.getAsLong();
        sessions.put(AccessToken.sha256(id), new Session(user.name(), user.password(), now, now));
        return id;
    }

    /** The session, now used; null where there is none any more. */
    synchronized Session use(String id) {
        String key = AccessToken.sha256(id);
        Session session = sessions.get(key);
        if (session == null) {
            return null;
        }
        long now = nanos.getAsLong();
        if (now - session.usedNanos > idleNanos || now - session.begunNanos > LONGEST_NANOS) {
            sessions.remove(key);
            return null;
        }
        Session used = new Session(session.user, session.password, session.begunNanos, now);
        sessions.put(key, used);
        return used;
    }

    synchronized void end(String id) {
        sessions.remove(AccessToken.sha256(id));
    }

    synchronized int size() {
        return sessions.size();
    }
}
