package io.gemello.adapter.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerDropsTest {
    @TempDir
    Path folder;

    private BrokerDrops drops(String broker) {
        return new BrokerDrops(folder.resolve("adapters/hall.dropped"), broker);
    }

    private static byte[] count(String text) {
        return text.getBytes();
    }

    @Test
    void theFirstCountIsTheMeasureAndARiseIsWhatWasDropped() {
        BrokerDrops drops = drops("tcp://a");
        assertFalse(drops.told());
        assertEquals(0, drops.since(count("17")));
        assertTrue(drops.told());
        assertEquals(3, drops.since(count("20")));
        assertEquals(0, drops.since(count("20")));
        assertEquals(0, drops.since(count("garbage")));
        assertEquals(1, drops.since(count("21\n")));
    }

    @Test
    void aBrokerThatWasRestartedCountsFromNought() {
        BrokerDrops drops = drops("tcp://a");
        drops.since(count("2000"));
        assertEquals(5, drops.since(count("5")));
    }

    @Test
    void theLastCountIsRememberedOfThisBrokerOnly() throws Exception {
        BrokerDrops drops = drops("tcp://a");
        drops.since(count("100"));
        drops.remember();
        assertEquals(7, drops("tcp://a").since(count("107")));
        assertEquals(0, drops("tcp://b").since(count("107")));
        Files.writeString(folder.resolve("adapters/hall.dropped"), "torn");
        assertEquals(0, drops("tcp://a").since(count("107")));
    }
}
