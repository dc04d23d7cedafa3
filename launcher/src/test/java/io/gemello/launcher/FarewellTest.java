package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FarewellTest {
    private final List<Object> done = new ArrayList<>();

    @Test
    void anObeyedTermIsASuccess() {
        new Farewell(() -> done.add("stopped"), done::add).run();
        assertEquals(List.of("stopped", 0), done);
    }

    /** Service managers start again what says that it failed, and only that. */
    @Test
    void aRuntimeThatNeverGotReadySaysSoByItsExitStatus() {
        Farewell farewell = new Farewell(() -> done.add("stopped"), done::add);
        farewell.failed();
        farewell.run();
        assertEquals(List.of("stopped", 1), done);
    }

    @Test
    void aStopThatFailsEndsTheProcessAllTheSame() {
        Farewell farewell = new Farewell(() -> {
            throw new IllegalStateException("the lock");
        }, done::add);
        assertThrows(IllegalStateException.class, farewell::run);
        assertEquals(List.of(0), done);
    }
}
