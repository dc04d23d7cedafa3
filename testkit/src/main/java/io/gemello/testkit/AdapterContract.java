package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.journal.JournalFull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter keeps to. {@link AcknowledgingContract} adds what holds for sources that wait for an acknowledgement. */
@SuppressWarnings("try") // a stop is only there to be closed
public interface AdapterContract extends LifecycleContract {
    @Override
    AdapterTrial trial(Path folder) throws Exception;

    @Test
    default void deliversWhatItsSourceSaysUnderItsName(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                well(trial, intake);
                delivers(trial, intake, 21.5);
                assertEquals(List.of(trial.name()), intake.opened().stream().map(AdapterInfo::name).toList());
                well(trial, intake);
            }
        }
    }

    @Test
    default void feedsAnAddressThatTheSiteWantsLater(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake();
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                well(trial, intake);
                intake.want(trial.address());
                delivers(trial, intake, 22.5);
                assertTrue(intake.samples().stream().anyMatch(sample -> sample.to().mapped()), "the binding leads to the point");
            }
        }
    }

    @Test
    default void comesBackAfterItsSourceWasAwayAndSaysWhy(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                well(trial, intake);
                delivers(trial, intake, 20.5);
                for (int i = 1; i <= 2; i++) {
                    trial.away();
                    holds(trial, intake, "the status says why nothing comes", () -> Seen.complains(intake));
                    trial.back();
                    well(trial, intake);
                    delivers(trial, intake, 20.5 + i);
                }
            }
        }
    }

    @Test
    default void startsWithoutItsSource(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            trial.away();
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                holds(trial, intake, "the status says why nothing comes", () -> Seen.complains(intake));
                trial.back();
                well(trial, intake);
                delivers(trial, intake, 23.5);
            }
        }
    }

    @Test
    default void stopsWhileTheIntakeTakesNothing(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                intake.block();
                trial.say(24);
                holds(trial, intake, "a submit waits", () -> intake.waiting() > 0);
            }
            assertEquals(List.of(), intake.open(), "sessions are open after the stop");
            holds(trial, intake, "the waiting submit ends", () -> intake.waiting() == 0);
        }
    }

    @Test
    default void stopsWhileNothingBecomesDurable(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                intake.withhold();
                delivers(trial, intake, 24.5);
            }
            assertEquals(List.of(), intake.open(), "sessions are open after the stop");
        }
    }

    @Test
    default void stopsWhileItsSourceHangs(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            Threads before = Threads.now();
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                trial.hang();
            }
            assertEquals(List.of(), intake.open(), "sessions are open after the stop");
            before.awaitEnd(trial.stopsWithin(), trial::stranger, name -> name.startsWith("gemello-"));
        }
    }

    @Test
    default void goesOnAfterAFullDiskAndHidesNothing(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                Map<String, Long> lost = intake.lost();
                intake.refuse(new JournalFull("the disk is full"));
                trial.say(26.5);
                holds(trial, intake, "the refused value is counted as lost, or the status tells of it", () -> !intake.lost().equals(lost) || Seen.complains(intake));
                intake.release();
                delivers(trial, intake, 27.5);
                well(trial, intake);
            }
        }
    }

    @Test
    default void survivesRubbishAndCountsIt(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                well(trial, intake);
                double good = 30.5;
                delivers(trial, intake, good);
                for (Map.Entry<String, Trial.Step> rubbish : trial.rubbish().entrySet()) {
                    double last = good;
                    long seen = others(intake, trial.address(), last);
                    Map<String, Long> lost = intake.lost();
                    rubbish.getValue().run();
                    holds(trial, intake, "a trace of " + rubbish.getKey() + ": a sample, a count, or a status",
                        () -> others(intake, trial.address(), last) > seen || !intake.lost().equals(lost) || Seen.complains(intake));
                    good++;
                    delivers(trial, intake, good);
                }
                well(trial, intake);
            }
        }
    }

    private static long others(FakeIntake intake, String address, double value) {
        return intake.samples().size() - Seen.count(intake, address, value);
    }

    private static void delivers(AdapterTrial trial, FakeIntake intake, double value) throws Exception {
        trial.say(value);
        holds(trial, intake, value + " at " + trial.address(), () -> Seen.value(intake, trial.address(), value));
    }

    private static void well(AdapterTrial trial, FakeIntake intake) throws Exception {
        holds(trial, intake, "the status is CONNECTED", () -> Seen.connected(intake));
        assertEquals("", intake.status().message(), "where all is well nothing is to be said");
    }

    private static void holds(AdapterTrial trial, FakeIntake intake, String what, Callable<Boolean> condition) throws Exception {
        try {
            Until.holds(what, trial.patience(), condition);
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; the adapter says " + intake.status() + ", lost " + intake.lost(), late);
        }
    }
}
