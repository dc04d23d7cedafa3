package io.gemello.twin.ditto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {
    @TempDir Path folder;

    private static Target target(String url, String user, String namespace) {
        return new Target(URI.create(url), user, new Secret(null, "GEMELLO_NO_SUCH_VARIABLE"), null, namespace, "", List.of(), false, Target.Back.NONE, Duration.ofSeconds(1));
    }

    private static String refused(String url, String user, String namespace) {
        return assertThrows(IllegalArgumentException.class, () -> target(url, user, namespace)).getMessage();
    }

    @Test
    void whatCannotBeMeantIsRefusedByASentence() {
        assertTrue(refused("http://ditto", "ditto", "").contains("wss://"));
        assertTrue(refused("wss://ditto", " ", "").contains("user"));
        assertTrue(refused("wss://ditto", "ditto", "9.a").contains("namespace"));
    }

    @Test
    void aPasswordInTheUrlIsRefusedAndNotRepeated() {
        assertFalse(refused("wss://ditto:hush@ditto.example.org", "ditto", "").contains("hush"));
        assertFalse(refused("http://ditto:hush@ditto.example.org", "ditto", "").contains("hush"));
    }

    @Test
    void aNetworkInClearIsKnown() {
        assertFalse(target("ws://127.0.0.1:8080", "ditto", "").inClear());
        assertFalse(target("wss://192.0.2.1", "ditto", "").inClear());
        assertTrue(target("ws://192.0.2.1", "ditto", "").inClear());
    }

    @Test
    void thingsStandInTheNamespaceThatIsAsked() {
        assertEquals("org.hall:rack-1", target("wss://d", "u", "").there("org.hall:rack-1"));
        assertEquals("com.cloud:rack-1", target("wss://d", "u", "com.cloud").there("org.hall:rack-1"));
        assertEquals("com.cloud:site", target("wss://d", "u", "com.cloud").policyThere("org.hall"));
    }

    @Test
    void aPasswordFileThatOthersMayReadIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "hush\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        IOException refusal = assertThrows(IOException.class, () -> new Secret(file, "").read());
        assertTrue(refusal.getMessage().contains("chmod 600") && !refusal.getMessage().contains("hush"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertEquals("hush", new Secret(file, "").read());
    }
}
