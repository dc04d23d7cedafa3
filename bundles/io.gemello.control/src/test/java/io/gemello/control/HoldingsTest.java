package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class HoldingsTest {
    private static final Holdings.Held OLD = new Holdings.Held("fan-speed", "plant/command/fan", "80", 80, 1, true);
    private static final Holdings.Held NEW = new Holdings.Held("fan-speed", "plant/command/fan", "85", 85, 1, true);

    @Test
    void whatCannotBeNotedLeavesWhatWasNotedBefore() throws Exception {
        MemoryJournals disk = new MemoryJournals();
        Holdings holdings = new Holdings(disk);
        holdings.add(OLD);
        disk.full = true;
        assertThrows(IOException.class, () -> holdings.add(NEW));
        assertEquals(List.of(OLD), StreamSupport.stream(holdings.all().spliterator(), false).toList());
        assertEquals(List.of(OLD), StreamSupport.stream(new Holdings(disk).all().spliterator(), false).toList());
    }
}
