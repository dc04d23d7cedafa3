package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.testkit.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LiveSettingsTest {
    private static final Path DATA = Path.of("/data");

    private final Map<String, Object> set = new HashMap<>(Map.of("hosts", new String[] {"node1"}, "password.file", "secret"));

    @Test
    void hostsMayStandInOneTextAsCfgFilesGiveThem() {
        set.put("hosts", new String[] {"node1, node2  node1", "10.0.0.7", "fe80::1"});
        LiveSettings settings = settings();
        assertEquals(Set.of("node1", "node2", "10.0.0.7", "fe80::1"), settings.hosts());
        assertEquals("lanplus", settings.protocol());
        assertEquals(DATA.resolve("secret"), settings.passwordFile());
    }

    /** A host or user that begins with a dash would be an option of ipmitool's. */
    @ParameterizedTest
    @ValueSource(strings = {"-f/etc/shadow", "a;b", "$(id)", "a|b", ".", "node1/../x", "a\tb-"})
    void whatIsNoHostNameIsRefusedByName(String host) {
        set.put("hosts", new String[] {host});
        assertTrue(refusal().contains("is no host name"), refusal());
    }

    @ParameterizedTest
    @CsvSource({"-P, -P", "-Psecret, -P", "-f /etc/x, -f", "-Hother, -H", "-L operator -E, -E"})
    void extraArgsCannotShowThePasswordOrChooseAnotherHost(String args, String named) {
        set.put("extra.args", new String[] {args});
        assertTrue(refusal().contains("must not hold " + named), refusal());
    }

    @Test
    void everyRefusalSaysWhatToDo() {
        set.put("user", "-Uroot");
        assertTrue(refusal().contains("user '-Uroot'"));
        set.put("user", "admin");
        set.put("interface", "lan -x");
        assertTrue(refusal().contains("lanplus is usual"));
        set.put("interface", "lan");
        set.put("interval.seconds", 0);
        assertTrue(refusal().contains("must be 1 or more"));
        set.put("interval.seconds", 30);
        set.put("password.file", " ");
        assertTrue(refusal().contains("name a file of mode 600"));
        set.put("hosts", new String[0]);
        assertTrue(refusal().contains("name them in 'hosts'"));
    }

    private String refusal() {
        return assertThrows(IllegalArgumentException.class, this::settings).getMessage();
    }

    private LiveSettings settings() {
        return LiveSettings.of("hall", Settings.of(IpmiAdapter.Config.class, set), DATA);
    }
}
