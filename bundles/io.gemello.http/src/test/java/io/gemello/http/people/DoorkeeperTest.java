package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import io.gemello.api.health.Health;
import io.gemello.api.http.HttpProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoorkeeperTest {
    private static final String HERE = "10.0.0.1";
    @TempDir Path folder;
    private final AtomicLong nanos = new AtomicLong(-5);
    private UserFile file;
    private Doorkeeper door;

    @BeforeEach
    void open() throws IOException {
        file = TestPeople.file(folder);
        door = new Doorkeeper((who, what, target, outcome) -> {}, file, null, "the-link", nanos::get);
    }

    @Test
    void aPasswordATokenAndACookieLeadToTheSameUser() throws IOException {
        String token = TokenCommand.make(file, "otto", Clock.systemUTC());
        pass(Duration.ofSeconds(2));
        assertEquals("otto", door.identify(TestPeople.basic("otto", TestPeople.PASSWORD), null, HERE).name());
        assertEquals(Set.of(Role.OPERATOR), door.identify("Bearer " + token, null, HERE).roles());
        assertEquals("otto", door.identify("token " + token, null, HERE).name());
        assertEquals("otto", door.identify(null, door.signIn("otto", TestPeople.PASSWORD, HERE), HERE).name());
    }

    @Test
    void whatIsWrongIsRefusedAndNothingAtAllIsNobody() {
        for (String wrong : List.of(TestPeople.basic("otto", "wrong"), TestPeople.basic("nobody", TestPeople.PASSWORD), "Basic ???", "Basic", "Bearer gem_x", "Digest a", "", TestPeople.basic("x".repeat(5000), "y"))) {
            assertEquals(401, assertThrows(HttpProblem.class, () -> door.identify(wrong, null, HERE), wrong).status());
        }
        assertTrue(door.identify(null, null, HERE).roles().isEmpty());
        assertTrue(door.identify(null, "no-session", HERE).roles().isEmpty());
    }

    // The web console's own default, which must never open anything.
    @Test
    void adminAdminIsNobody() {
        assertThrows(HttpProblem.class, () -> door.identify(TestPeople.basic("admin", "admin"), null, HERE));
    }

    @Test
    void whoGuessesMustWaitAndEvenTheRightPasswordWaitsWithHim() {
        for (int i = 0; i < 5; i++) {
            assertEquals(401, status("otto", "wrong" + i));
        }
        assertEquals(429, status("otto", TestPeople.PASSWORD));
        assertEquals("vera", door.identify(TestPeople.basic("vera", TestPeople.PASSWORD), null, HERE).name());
        pass(Duration.ofSeconds(2));
        assertEquals("otto", door.identify(TestPeople.basic("otto", TestPeople.PASSWORD), null, HERE).name());
    }

    @Test
    void aNewPasswordEndsTheOldOneAndItsSessions() throws IOException {
        String session = door.signIn("otto", TestPeople.PASSWORD, HERE);
        PasswordHash other = PasswordHash.of("another-password");
        file.change(users -> UserCommand.put(users, users.get("otto").withPassword(other)));
        pass(Duration.ofSeconds(2));
        assertTrue(door.identify(null, session, HERE).roles().isEmpty());
        assertEquals(401, status("otto", TestPeople.PASSWORD));
        assertEquals("otto", door.identify(TestPeople.basic("otto", "another-password"), null, HERE).name());
    }

    @Test
    void aRemovedUserIsOutAtOnce() throws IOException {
        String session = door.signIn("otto", TestPeople.PASSWORD, HERE);
        new UserCommand(file, () -> null).execute(CommandLine.parse(Set.of(), "remove", "otto"));
        pass(Duration.ofSeconds(2));
        assertTrue(door.identify(null, session, HERE).roles().isEmpty());
        assertFalse(door.byPassword("otto", TestPeople.PASSWORD).isPresent());
    }

    @Test
    void theLinkSignsInOnceAsAnIntegratorWhereThereIsNoOperatorUser() {
        assertFalse(door.signInByLink("another").isPresent());
        String session = door.signInByLink("the-link").orElseThrow();
        assertEquals("ida", door.identify(null, session, HERE).name());
        assertFalse(door.signInByLink("the-link").isPresent());
    }

    @Test
    void theLinkIsTooOldAfterTenMinutes() {
        pass(Duration.ofMinutes(11));
        assertFalse(door.signInByLink("the-link").isPresent());
    }

    @Test
    void theFirstStartMakesTheOperatorWithAllRolesAndLaterOnesChangeNothing() throws IOException {
        UserFile fresh = new UserFile(folder.resolve("fresh/etc/users.json"));
        Doorkeeper first = new Doorkeeper((who, what, target, outcome) -> {}, fresh, "first-password", null, nanos::get);
        assertEquals(Set.of(Role.DEVICE, Role.VIEWER, Role.OPERATOR, Role.INTEGRATOR), first.byPassword("operator", "first-password").orElseThrow().roles());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(fresh.path())));
        assertFalse(Files.readString(fresh.path()).contains("first-password"));
        Doorkeeper second = new Doorkeeper((who, what, target, outcome) -> {}, fresh, "other-password", null, nanos::get);
        assertFalse(second.byPassword("operator", "other-password").isPresent());
    }

    @Test
    void withoutAPasswordThereIsNobodyAndHealthIsCritical() throws IOException {
        Doorkeeper none = new Doorkeeper((who, what, target, outcome) -> {}, new UserFile(folder.resolve("none/etc/users.json")), null, null, nanos::get);
        assertFalse(none.byPassword("operator", "").isPresent());
        assertEquals(Health.State.CRITICAL, none.check().get(0).state());
        Doorkeeper weak = new Doorkeeper((who, what, target, outcome) -> {}, new UserFile(folder.resolve("weak/etc/users.json")), "short", null, nanos::get);
        assertFalse(weak.byPassword("operator", "short").isPresent());
    }

    @Test
    void aBrokenFileLeavesTheUsersAsTheyWereAndIsTold() throws IOException {
        Files.writeString(file.path(), "{\"users\": [{\"name\": 1}]}");
        pass(Duration.ofSeconds(2));
        assertEquals("otto", door.byPassword("otto", TestPeople.PASSWORD).orElseThrow().name());
        Health health = door.check().get(0);
        assertEquals(Health.State.WARN, health.state());
        assertTrue(health.message().contains("users.json"), health.message());
    }

    @Test
    void aFileThatOthersCanReadIsTold() throws IOException {
        Files.setPosixFilePermissions(file.path(), PosixFilePermissions.fromString("rw-r--r--"));
        Doorkeeper open = new Doorkeeper((who, what, target, outcome) -> {}, file, null, null, nanos::get);
        assertTrue(open.check().get(0).remedy().contains("chmod 600"), open.check().get(0).toString());
    }

    private int status(String name, String password) {
        return assertThrows(HttpProblem.class, () -> door.identify(TestPeople.basic(name, password), null, HERE)).status();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
