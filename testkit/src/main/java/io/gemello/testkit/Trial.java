package io.gemello.testkit;

import io.gemello.api.adapter.Intake;
import java.time.Duration;
import java.util.List;

/** A component under test and its surroundings: made anew for each test of a contract, and closed at its end. Used by the test's thread. */
@SuppressWarnings("try") // taking down may be interrupted, as waiting for a process is
public interface Trial extends AutoCloseable {
    /** A step of a test; what it throws fails the test. */
    @FunctionalInterface
    interface Step {
        void run() throws Exception;
    }

    /** Activates a component. */
    @FunctionalInterface
    interface Activation {
        /** @return deactivates it; it returns when that is done */
        AutoCloseable activate(Intake intake) throws Exception;
    }

    /**
     * A configuration that cannot work.
     *
     * @param key the operator's key that is wrong, e.g. {@code interval.seconds}: what the component says must name it
     */
    record Misconfigured(String key, Activation activation) {}

    /** Name of the configured instance. */
    String name();

    /** Activates the component with a configuration that works, as the runtime does. @return deactivates it */
    AutoCloseable activate(Intake intake) throws Exception;

    /** Returns when the component does its work, e.g. when a first value has come through. */
    void untilItWorks(FakeIntake intake) throws Exception;

    /** One configuration for each key that can be wrong. */
    List<Misconfigured> misconfigured();

    /** How long the slowest thing may take that a test waits for. A test that passes never waits so long. */
    default Duration patience() {
        return Until.PATIENCE;
    }

    /** How long a stop may take, and its threads' end after it: the framework gives a component up that takes longer. */
    default Duration stopsWithin() {
        return Duration.ofSeconds(10);
    }

    /** Whether a thread belongs to the surroundings, e.g. to the pool of a test's server, and may come and go as it likes. */
    default boolean stranger(Thread thread) {
        return false;
    }

    /** Takes the surroundings down. */
    @Override
    void close() throws Exception;
}
