package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    @Test
    void anInstanceHasTheFileThatFileInstallLooksFor() {
        assertEquals("io.gemello.http.cfg", ConsoleSettings.fileName("io.gemello.http", null));
        assertEquals("io.gemello.adapter.mqtt-hall.cfg", ConsoleSettings.fileName("io.gemello.adapter.mqtt~hall", "io.gemello.adapter.mqtt"));
        assertEquals("io.gemello.adapter.mqtt-0418-cbd8.cfg", ConsoleSettings.fileName("io.gemello.adapter.mqtt.0418-cbd8", "io.gemello.adapter.mqtt"));
    }
}
