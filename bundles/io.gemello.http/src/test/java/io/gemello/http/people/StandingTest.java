package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams and sockets stay open for long; who opened them may be sent away meanwhile. */
class StandingTest {
    private static final String HERE = "10.0.0.1";
    private static final Subject VERA = new Subject("vera", Set.of(Role.VIEWER));
    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong();
    private final List<String> trail = new ArrayList<>();
    private UserFile file;
    private Doorkeeper door;

    @BeforeEach
    void open() throws IOException {
        file = TestPeople.file(folder);
        door = new Doorkeeper((who, what, target, outcome) -> trail.add(what + " " + target), file, null, null, nanos::get);
    }

    @Test
    void aSessionsStandingEndsWithTheSignOut() {
        String session = door.signIn("vera", TestPeople.PASSWORD, HERE);
        BooleanSupplier standing = door.standing(VERA, null, session);
        assertTrue(standing.getAsBoolean());
        door.signOut(session);
        assertFalse(standing.getAsBoolean());
    }

    // Else who looks at a page that only listens would be signed out by it.
    @Test
    void anOpenStreamIsUseOfItsSession() {
        String session = door.signIn("vera", TestPeople.PASSWORD, HERE);
        BooleanSupplier standing = door.standing(VERA, null, session);
        for (int hours = 0; hours < 30; hours += 10) {
            nanos.addAndGet(Duration.ofHours(10).toNanos());
            assertTrue(standing.getAsBoolean(), "after " + hours);
        }
    }

    @Test
    void itEndsWithTheUserThePasswordOrTheRole() throws IOException {
        String basic = TestPeople.basic("vera", TestPeople.PASSWORD);
        assertEnds(door.standing(VERA, basic, null), users -> UserCommand.put(users, users.get("vera").withPassword(PasswordHash.of("another-password"))));
        assertEnds(door.standing(VERA, basic, null), users -> UserCommand.put(users, new User("vera", Set.of(Role.OPERATOR), users.get("vera").password(), List.of())));
        assertEnds(door.standing(VERA, basic, null), users -> {
            Map<String, User> left = new LinkedHashMap<>(users);
            left.remove("vera");
            return left;
        });
        assertFalse(door.standing(VERA, basic, null).getAsBoolean(), "one who is unknown already");
        assertEquals(List.of("user.password vera", "user.roles vera: viewer to operator", "user.remove vera"), trail);
    }

    @Test
    void aTokensStandingEndsWithTheTokenAlone() throws IOException {
        String token = TokenCommand.make(file, "vera", Clock.systemUTC());
        String id = AccessToken.sha256(token).substring(0, 8);
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        BooleanSupplier standing = door.standing(VERA, "Bearer " + token, null);
        file.change(users -> UserCommand.put(users, users.get("vera").withPassword(PasswordHash.of("another-password"))));
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        assertTrue(standing.getAsBoolean());
        assertEnds(standing, users -> UserCommand.put(users, users.get("vera").withoutToken(id)));
        assertTrue(trail.contains("token.revoke vera: " + id), trail.toString());
    }

    @Test
    void whoNeedsNoSignInStays() {
        assertTrue(door.standing(Subject.ANONYMOUS, null, null).getAsBoolean());
    }

    private void assertEnds(BooleanSupplier standing, UnaryOperator<Map<String, User>> change) throws IOException {
        assertTrue(standing.getAsBoolean());
        file.change(change);
        nanos.addAndGet(Duration.ofMillis(500).toNanos());
        assertFalse(standing.getAsBoolean());
    }
}
