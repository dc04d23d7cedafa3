package io.gemello.http;

import static io.gemello.http.SendQueue.Outcome.SEND_NOW;
import static io.gemello.http.SendQueue.Outcome.TOO_MUCH;
import static io.gemello.http.SendQueue.Outcome.WAITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class SendQueueTest {
    private final SendQueue queue = new SendQueue();

    @Test
    void oneTextIsOnItsWayAtATimeAndTheOthersFollowInOrder() {
        assertEquals(SEND_NOW, queue.offer("a"));
        assertEquals(WAITS, queue.offer("b"));
        assertEquals(WAITS, queue.offer("c"));
        assertEquals("b", queue.next());
        assertEquals("c", queue.next());
        assertNull(queue.next());
        assertEquals(SEND_NOW, queue.offer("d"));
    }

    @Test
    void theQueueIsBoundedByNumberAndBySize() {
        queue.offer("on its way");
        for (int i = 0; i < SendQueue.MAX_TEXTS; i++) {
            assertEquals(WAITS, queue.offer(""));
        }
        assertEquals(TOO_MUCH, queue.offer(""));

        SendQueue large = new SendQueue();
        large.offer("on its way");
        assertEquals(WAITS, large.offer("x".repeat(SendQueue.MAX_CHARS + 1)));
        assertEquals(TOO_MUCH, large.offer("y"));
        large.next();
        assertEquals(WAITS, large.offer("y"));
    }
}
