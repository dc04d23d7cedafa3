package io.gemello.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** HTML standard, 9.2.6: how event streams are read. */
class EventQueueTest {
    private final EventQueue queue = new EventQueue();

    @Test
    void everyLineOfTheDataHasItsField() {
        assertEquals("id: 7\nevent: changed\ndata: a\ndata: b\ndata: \ndata: c\n\n", text(EventQueue.format("7", "changed", "a\r\nb\r\rc")));
        assertEquals("data: \n\n", text(EventQueue.format(null, null, "")));
    }

    @Test
    void aLineEndInIdOrNameCannotForgeAField() {
        assertEquals("id: 1 data: x\nevent: a b\ndata: y\n\n", text(EventQueue.format("1\ndata: x", "a\rb", "y")));
    }

    @Test
    void eventsLeaveInOrderAndSeveralSmallOnesTogether() {
        queue.add(EventQueue.format(null, null, "1"));
        queue.add(EventQueue.format(null, null, "2"));
        assertEquals("data: 1\n\ndata: 2\n\n", text(queue.take()));
        assertNull(queue.take());
        assertTrue(queue.isEmpty());
    }

    @Test
    void whoDoesNotKeepUpIsCutOffByNumber() {
        for (int i = 0; i < EventQueue.MAX_EVENTS; i++) {
            assertTrue(queue.add(new byte[1]));
        }
        assertFalse(queue.add(new byte[1]));
        queue.take();
        assertTrue(queue.add(new byte[1]));
    }

    @Test
    void whoDoesNotKeepUpIsCutOffByBytesButOneLargeEventPasses() {
        assertTrue(queue.add(new byte[3 * EventQueue.MAX_BYTES]));
        assertFalse(queue.add(new byte[1]));
        assertEquals(3 * EventQueue.MAX_BYTES, queue.take().length);
        assertTrue(queue.add(new byte[1]));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
