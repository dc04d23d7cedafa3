package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every component with a configuration keeps to, as tests: a test class implements this interface, and JUnit runs
 * them with the class's own. {@link AdapterContract} is for adapters.
 */
@SuppressWarnings("try") // a stop is only there to be closed
public interface LifecycleContract {
    int ROUNDS = 3;

    /** Sets up a component and its surroundings, not activated yet. @param folder empty, and gone after the test */
    Trial trial(Path folder) throws Exception;

    @Test
    default void startStopStartLeaksNothing(@TempDir Path folder) throws Exception {
        try (Trial trial = trial(folder)) {
            // Libraries make what they keep for good at their first use.
            round(trial);
            Threads before = Threads.now();
            for (int i = 0; i < ROUNDS; i++) {
                round(trial);
            }
            before.awaitEnd(trial.stopsWithin(), trial::stranger, name -> true);
        }
    }

    private static void round(Trial trial) throws Exception {
        FakeIntake intake = new FakeIntake();
        Threads before = Threads.now();
        try (AutoCloseable stop = stopping(trial, intake)) {
            trial.untilItWorks(intake);
        }
        assertEquals(List.of(), intake.open(), "sessions are open after the stop");
        before.awaitEnd(trial.stopsWithin(), trial::stranger, name -> name.startsWith("gemello-"));
    }

    @Test
    default void namesABadConfiguration(@TempDir Path folder) throws Exception {
        try (Trial trial = trial(folder)) {
            for (Trial.Misconfigured bad : trial.misconfigured()) {
                FakeIntake intake = new FakeIntake();
                String said;
                try (AutoCloseable stop = bad.activation().activate(intake)) {
                    // The status is shown under the adapter's name.
                    Until.holds("the status is MISCONFIGURED where " + bad.key() + " is wrong", trial.patience(), () -> intake.status().state() == AdapterStatus.State.MISCONFIGURED);
                    said = intake.opened().get(0).name() + ": " + intake.status().message();
                } catch (IllegalArgumentException refused) {
                    said = String.valueOf(refused.getMessage());
                }
                assertTrue(said.contains(trial.name()), "names no configuration '" + trial.name() + "': " + said);
                assertTrue(said.contains(bad.key()), "names no key '" + bad.key() + "': " + said);
                assertEquals(List.of(), intake.open(), "a session is open after " + bad.key() + " was refused");
            }
        }
    }

    /** Activates; what is returned deactivates and fails when that takes too long. */
    static AutoCloseable stopping(Trial trial, FakeIntake intake) throws Exception {
        AutoCloseable running = trial.activate(intake);
        return () -> Assertions.assertTimeoutPreemptively(trial.stopsWithin(), running::close, "the stop does not come to an end");
    }
}
