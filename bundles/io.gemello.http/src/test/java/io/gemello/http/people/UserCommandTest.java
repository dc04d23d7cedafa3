package io.gemello.http.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserCommandTest {
    @TempDir Path folder;
    private UserFile file;

    @BeforeEach
    void users() throws IOException {
        file = TestPeople.file(folder);
    }

    @Test
    void anAddedUserIsKeptHashedAndReadBack() throws IOException {
        run("new-password", "add", "nina", "--role", "viewer,device");
        User nina = file.read().get("nina");
        assertEquals(Set.of(Role.VIEWER, Role.DEVICE), nina.roles());
        assertTrue(nina.password().fits("new-password"));
        assertFalse(nina.password().fits("new-passwore"));
        assertFalse(Files.readString(file.path()).contains("new-password"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void twoUsersWithOnePasswordHaveTwoHashes() {
        assertFalse(PasswordHash.of("same-password").equals(PasswordHash.of("same-password")));
    }

    @Test
    void whatCannotBeDoneIsSaidAndNothingChanges() throws IOException {
        String before = Files.readString(file.path());
        assertTrue(fault("new-password", "add", "vera", "--role", "viewer").contains("already"));
        assertTrue(fault("short", "add", "nina", "--role", "viewer").contains("8 characters"));
        assertTrue(fault(null, "add", "nina", "--role", "viewer").contains("GEMELLO_PASSWORD"));
        assertTrue(fault("new-password", "add", "nina", "--role", "king").contains("king"));
        assertTrue(fault("new-password", "add", "nina", "--role", "anyone").contains("--role"));
        assertTrue(fault("new-password", "add", "nina").contains("--role"));
        assertTrue(fault("new-password", "add", "a:b", "--role", "viewer").contains("letters"));
        assertTrue(fault("new-password", "password", "nobody").contains("nobody"));
        assertTrue(fault(null, "remove", "ida").contains("last integrator"));
        assertTrue(fault(null, "dance").contains("user add"));
        assertEquals(before, Files.readString(file.path()));
    }

    @Test
    void aTokenIsShownOnceAndKeptAsItsHash() throws IOException {
        String secret = TokenCommand.make(file, "vera", Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
        assertFalse(Files.readString(file.path()).contains(secret));
        AccessToken kept = file.read().get("vera").tokens().get(0);
        assertEquals(AccessToken.sha256(secret), kept.sha256());
        assertTrue(run(null, "list").contains("vera\tviewer\n\ttoken " + kept.id() + ", made 2026-01-02T03:04:05Z"));
        assertEquals(List.of(), file.read().get("vera").withoutToken(kept.id()).tokens());
    }

    @Test
    void changesOfManyAtOnceAllStay() throws IOException {
        IntStream.range(0, 20).parallel().forEach(i -> {
            try {
                TokenCommand.make(file, "vera", Clock.systemUTC());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
        assertEquals(20, file.read().get("vera").tokens().size());
    }

    @Test
    void aBrokenFileIsNamed() throws IOException {
        for (String text : List.of("{", "[]", "{\"users\": {}}", "{\"users\": [{\"name\": \"x\", \"roles\": [\"king\"]}]}", "{}")) {
            Files.writeString(file.path(), text);
            String said = assertThrows(IOException.class, () -> file.read(), text).getMessage();
            assertTrue(said.contains("users.json"), said);
        }
    }

    private String run(String password, String... words) throws IOException {
        return new UserCommand(file, () -> password).execute(CommandLine.parse(Set.of("--role", "--data"), words));
    }

    private String fault(String password, String... words) {
        return assertThrows(IllegalArgumentException.class, () -> run(password, words)).getMessage();
    }
}
