package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.gemello.api.access.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SessionsTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Sessions sessions = new Sessions(Duration.ofHours(12), nanos::get);
    private final User otto = new User("otto", Set.of(Role.OPERATOR), null, List.of());

    @Test
    void useProlongsASessionAndRestEndsIt() {
        String id = sessions.begin(otto);
        for (int i = 0; i < 5; i++) {
            nanos.addAndGet(Duration.ofHours(11).toNanos());
            assertEquals("otto", sessions.use(id).user());
        }
        nanos.addAndGet(Duration.ofHours(13).toNanos());
        assertNull(sessions.use(id));
        assertEquals(0, sessions.size());
    }

    @Test
    void afterAWeekEvenABusySessionEnds() {
        String id = sessions.begin(otto);
        for (int hours = 0; hours < 7 * 24; hours += 8) {
            nanos.addAndGet(Duration.ofHours(8).toNanos());
            if (hours < 7 * 24 - 8) {
                assertEquals("otto", sessions.use(id).user());
            }
        }
        nanos.addAndGet(1);
        assertNull(sessions.use(id));
    }

    @Test
    void signingOutEndsOneSessionAndNotTheOther() {
        String one = sessions.begin(otto);
        String other = sessions.begin(otto);
        assertNotEquals(one, other);
        sessions.end(one);
        assertNull(sessions.use(one));
        assertEquals("otto", sessions.use(other).user());
    }
}
