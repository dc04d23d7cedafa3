package io.gemello.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.journal.JournalFull;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every adapter keeps to. {@link AcknowledgingContract} adds what holds for sources that wait for an acknowledgement. */
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
                    Until.holds("the status says why nothing comes", trial.patience(), () -> Seen.complains(intake));
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
                Until.holds("the status says why nothing comes", trial.patience(), () -> Seen.complains(intake));
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
                Until.holds("a submit waits", trial.patience(), () -> intake.waiting() > 0);
            }
            assertEquals(List.of(), intake.open(), "sessions are open after the stop");
            Until.holds("the waiting submit ends", trial.stopsWithin(), () -> intake.waiting() == 0);
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
    default void goesOnAfterAFullDiskAndHidesNothing(@TempDir Path folder) throws Exception {
        try (AdapterTrial trial = trial(folder)) {
            FakeIntake intake = new FakeIntake(trial.address());
            try (AutoCloseable stop = LifecycleContract.stopping(trial, intake)) {
                trial.untilItWorks(intake);
                intake.refuse(new JournalFull("the disk is full"));
                trial.say(26.5);
                Until.holds("the refused value is counted as lost, or the status tells of it", trial.patience(), () -> !intake.lost().isEmpty() || Seen.complains(intake));
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
                    Until.holds("a trace of " + rubbish.getKey() + ": a sample, a count, or a status", trial.patience(),
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
        Until.holds(value + " at " + trial.address(), trial.patience(), () -> Seen.value(intake, trial.address(), value));
    }

    private static void well(AdapterTrial trial, FakeIntake intake) throws Exception {
        Until.holds("the status is CONNECTED", trial.patience(), () -> Seen.connected(intake));
        assertEquals("", intake.status().message(), "where all is well nothing is to be said");
    }
}
