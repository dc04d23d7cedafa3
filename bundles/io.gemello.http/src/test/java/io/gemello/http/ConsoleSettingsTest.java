package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class ConsoleSettingsTest {
    @Test
    void anInstanceHasTheFileThatFileInstallLooksFor() {
        assertEquals("io.gemello.http.cfg", ConsoleSettings.fileName("io.gemello.http", null));
        assertEquals("io.gemello.adapter.mqtt-hall.cfg", ConsoleSettings.fileName("io.gemello.adapter.mqtt~hall", "io.gemello.adapter.mqtt"));
        assertEquals("io.gemello.adapter.mqtt-0418-cbd8.cfg", ConsoleSettings.fileName("io.gemello.adapter.mqtt.0418-cbd8", "io.gemello.adapter.mqtt"));
    }

    @Test
    void whatIsWrittenIsReadBackTheSameAndTheFrameworksOwnPropertiesAreLeftOut() throws IOException {
        Hashtable<String, Object> changed = new Hashtable<>(Map.of("url", " tcp://größe\\x\n= y #", "names", new String[] {"a", "b"}, "more", List.of(1, 2), "period", 5L, "service.pid", "io.gemello.x", "felix.fileinstall.filename", "f"));
        Properties read = new Properties();
        read.load(new StringReader(ConsoleSettings.text(changed)));
        assertEquals(Map.of("url", " tcp://größe\\x\n= y #", "names", "a,b", "more", "1,2", "period", "5"), read);
    }
}
