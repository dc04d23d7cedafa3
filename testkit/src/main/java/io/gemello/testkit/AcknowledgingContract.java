package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What adapters keep to whose source waits for an acknowledgement: it comes when a sample is durable, and not before. */
@SuppressWarnings("try") // a stop is only there to be closed
public interface AcknowledgingContract extends AdapterContract {
    @Override
    AcknowledgingTrial trial(Path folder) throws Exception;

    @Test
    default void acknowledgesWhatIsDurableAndNothingElse(@TempDir Path folder) throws Exception {
        try (AcknowledgingTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                Until.holds("the first value is acknowledged", trial.patience(), () -> trial.unacknowledged() == 0);
                intake.withhold();
                for (int i = 1; i <= 3; i++) {
                    double value = 40 + i;
                    trial.say(value);
                    Until.holds(value + " arrives", trial.patience(), () -> Seen.value(intake, trial.address(), value));
                }
                assertEquals(3, trial.unacknowledged(), "acknowledged before it was durable");
                intake.releaseOldest();
                Until.holds("the durable one is acknowledged", trial.patience(), () -> trial.unacknowledged() < 3);
                assertEquals(2, trial.unacknowledged(), "acknowledged before it was durable");
                intake.release();
                Until.holds("all are acknowledged", trial.patience(), () -> trial.unacknowledged() == 0);
            }
        }
    }

    @Test
    default void whatWasNotDurableComesAgainToTheSuccessor(@TempDir Path folder) throws Exception {
        try (AcknowledgingTrial trial = trial(folder)) {
            FakeIntake first = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, first)) {
                trial.untilItWorks(first);
                Until.holds("the first value is acknowledged", trial.patience(), () -> trial.unacknowledged() == 0);
                first.withhold();
                trial.say(44);
                Until.holds("44 arrives", trial.patience(), () -> Seen.value(first, trial.address(), 44));
            }
            FakeIntake second = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, second)) {
                Until.holds("44 comes again", trial.patience(), () -> Seen.value(second, trial.address(), 44));
                assertEquals(0, Seen.count(second, trial.address(), 20), "what was durable comes once");
            }
        }
    }
}
