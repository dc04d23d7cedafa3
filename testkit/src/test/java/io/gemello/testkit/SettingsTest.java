package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @interface Config {
        String name();

        String[] hosts() default {};

        long interval_ms() default 5000;

        boolean a__b() default true;

        String $interface() default "lan";
    }

    @Test
    void whatIsNotGivenHasItsDefaultAsInTheFramework() {
        Config config = Settings.of(Config.class, Map.of("interval.ms", 7, "hosts", new String[] {"a"}));
        assertEquals(7, config.interval_ms());
        assertArrayEquals(new String[] {"a"}, config.hosts());
        assertNull(config.name());
        assertEquals("lan", config.$interface());
        assertTrue(config.a__b());
    }

    /** OSGi Compendium 8, 112.8.2.1. */
    @Test
    void keysAreTheOperators() {
        assertEquals("interval.ms", Settings.key("interval_ms"));
        assertEquals("a_b", Settings.key("a__b"));
        assertEquals("interface", Settings.key("$interface"));
        assertEquals("a-b", Settings.key("a$_$b"));
        assertEquals("a$b", Settings.key("a$$b"));
    }

    @Test
    void aMisspeltKeyAndAWrongTypeAreRefusedByName() {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Settings.of(Config.class, Map.of("interval_ms", 7))).getMessage().contains("has no [interval_ms]"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Settings.of(Config.class, Map.of("interval.ms", "soon"))).getMessage().startsWith("interval.ms is of type long"));
    }
}
