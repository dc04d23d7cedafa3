package io.gemello.core;

import static io.gemello.core.state.FakeMachine.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.health.Health;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Reason;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.FakeMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody sets the clock of the machine while the whole way of a reading runs. */
class SteppedClockTest {
    private static final long HOUR = 3600 * SECOND;
    private static final String ROWS = "follows,rack,f1,q,1,hall,follows,,,,,,,1,,60s,\nuntimed,rack,f2,q,1,hall,untimed,,,,,,,,,60s,\ndead,rack,f3,q,1,hall,dead,,,,,,,,,60s,\n"
        + "slow,rack,f4,q,1,hall,slow,,,,,,,,,2h,\nahead,rack,f5,q,1,hall,ahead,,,,,,,,,60s,\n";
    @TempDir
    Path temporary;
    private final FakeMachine machine = new FakeMachine(1_750_000_000L * SECOND);
    private Pipeline pipeline;
    private IntakeSession session;
    private int sent;

    @BeforeEach
    void run() throws IOException {
        new SiteFolder(temporary.resolve("site")).points(ROWS);
        pipeline = Pipeline.open(new Pipeline.Settings(temporary.resolve("data"), temporary.resolve("site"), false, 5, 64, 7), machine.clock());
        pipeline.start(() -> { });
        session = pipeline.intake().open(new AdapterInfo("hall", "test", ""));
    }

    @AfterEach
    void stop() {
        session.close();
        pipeline.close();
    }

    @Test
    void setBackAnHourNewReadingsAreLatestAtOnceAndNothingIsLostOrLate() throws Exception {
        send("follows", 1, machine.wall());
        send("untimed", 1, Sample.NO_TIME);
        machine.set(-HOUR);
        for (int i = 2; i < 10; i++) {
            machine.pass(SECOND);
            send("follows", i, machine.wall());
            send("untimed", i, Sample.NO_TIME);
            assertEquals(i, value("follows"));
            assertEquals(i, value("untimed"));
            assertEquals(machine.wall(), pipeline.states().of("untimed").latest().epochNanos());
        }
        assertEquals(0, pipeline.tally().of(Reason.LATE));
        assertEquals(0, pipeline.tally().of(Reason.SKEWED));
        List<Double> stored = readings().stream().filter(reading -> reading.point().id().equals("follows")).map(Reading::value).toList();
        assertEquals(List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0), stored);
        assertEquals(sent, readings().size());
    }

    @Test
    void setBackAnHourADeadProbeBecomesStaleWhenItWouldHave() throws Exception {
        send("dead", 1, machine.wall());
        send("slow", 1, machine.wall());
        machine.pass(30 * SECOND);
        pipeline.states().expire();
        machine.set(-HOUR);
        machine.pass(29 * SECOND);
        pipeline.states().expire();
        assertEquals(State.LIVE, state("dead"));
        machine.pass(2 * SECOND);
        pipeline.states().expire();
        assertEquals(State.STALE, state("dead"));
        machine.pass(2 * HOUR - 62 * SECOND);
        pipeline.states().expire();
        assertEquals(State.LIVE, state("slow"));
        machine.pass(2 * SECOND);
        pipeline.states().expire();
        assertEquals(State.STALE, state("slow"));
    }

    @Test
    void setAheadAnHourNothingIsStaleBeforeItIsSilent() throws Exception {
        send("dead", 1, machine.wall());
        machine.set(HOUR);
        machine.pass(59 * SECOND);
        pipeline.states().expire();
        assertEquals(State.LIVE, state("dead"));
        machine.pass(2 * SECOND);
        pipeline.states().expire();
        assertEquals(State.STALE, state("dead"));
        send("dead", 2, machine.wall());
        assertEquals(State.LIVE, state("dead"));
    }

    /** Who keeps the old time is ahead by an hour: stored, never latest, and silent for the twin. */
    @Test
    void sourcesAreJudgedByTheClockAsItIsNow() throws Exception {
        send("ahead", 1, machine.wall());
        machine.set(-HOUR);
        machine.pass(61 * SECOND);
        send("ahead", 2, machine.wall() + HOUR);
        pipeline.states().expire();
        assertEquals(1, value("ahead"));
        assertEquals(State.STALE, state("ahead"));
        assertTrue(Quality.has(readings().get(1).quality(), Quality.SKEWED));
        machine.pass(SECOND);
        send("ahead", 3, machine.wall());
        assertEquals(3, value("ahead"));
        assertEquals(State.LIVE, state("ahead"));
    }

    /** Among many sources: which one is it? */
    @Test
    void healthNamesAPointWhoseSourceIsAhead() throws Exception {
        CoreHealth health = new CoreHealth(pipeline, DiskRoom.of(temporary, 0));
        health.check();
        send("follows", 1, machine.wall());
        send("ahead", 1, machine.wall() + HOUR);
        Health clock = health.check().stream().filter(one -> one.name().equals("clock")).findFirst().orElseThrow();
        assertEquals(Health.State.WARN, clock.state());
        assertTrue(clock.message().contains("last that of ahead:"), clock.message());
    }

    @Test
    void whatIsDeliveredAgainAfterTheStepIsStillADuplicate() throws Exception {
        long before = machine.wall();
        send("follows", 1, before);
        machine.set(-HOUR);
        send("follows", 2, machine.wall());
        send("follows", 1, before);
        assertEquals(2, readings().size());
        assertEquals(1, pipeline.tally().of(Reason.DUPLICATE_DROPPED));
        send("follows", 2, machine.wall());
        assertEquals(2, readings().size());
    }

    /** Judging by what came before goes on with the new time: here a value that changes by more than 1 a second. */
    @Test
    void plausibilityIsJudgedAgainAfterTheStep() throws Exception {
        send("follows", 1, machine.wall());
        machine.set(-HOUR);
        machine.pass(SECOND);
        send("follows", 1, machine.wall());
        machine.pass(SECOND);
        send("follows", 50, machine.wall());
        assertTrue(Quality.has(pipeline.states().of("follows").latest().quality(), Quality.RATE));
    }

    @Test
    void backFilledReadingsDoNotTakeThePlaceOfOneThatLiesAhead() throws Exception {
        send("follows", 1, machine.wall());
        machine.set(-HOUR);
        session.submit(List.of(new Sample(session.bind("follows"), 7, null, machine.wall() - HOUR, Sample.BACK_FILLED))).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertEquals(1, value("follows"));
    }

    @Test
    void theStepIsCountedAndHealthSaysWhatToDoForAnHour() throws Exception {
        assertEquals(Health.State.OK, clockHealth().state());
        machine.set(-HOUR);
        pipeline.states().expire();
        Health told = clockHealth();
        assertEquals(Health.State.WARN, told.state());
        assertTrue(told.message().contains("set back by 3600.0 s"), told.message());
        assertFalse(told.remedy().isEmpty());
        assertEquals(machine.wall(), told.since().getEpochSecond() * SECOND + told.since().getNano());
        machine.pass(HOUR + SECOND);
        assertEquals(Health.State.OK, clockHealth().state());
    }

    /** The clock is set back while nothing runs: what the checkpoint says lies ahead then. */
    @Test
    void aRestartAfterTheStepIsNoDifferent() throws Exception {
        send("follows", 1, machine.wall());
        send("dead", 1, machine.wall());
        stop();
        machine.set(-HOUR);
        run();
        assertEquals(1, value("follows"));
        send("follows", 2, machine.wall());
        assertEquals(2, value("follows"));
        machine.pass(66 * SECOND);
        pipeline.states().expire();
        assertEquals(State.STALE, state("dead"));
    }

    private void send(String address, double value, long time) throws Exception {
        session.submit(List.of(new Sample(session.bind(address), value, null, time))).toCompletableFuture().get(20, TimeUnit.SECONDS);
        sent++;
    }

    private double value(String point) {
        return pipeline.states().of(point).latest().value();
    }

    private State state(String point) {
        return pipeline.states().of(point).state();
    }

    private Health clockHealth() {
        return new CoreHealth(pipeline, DiskRoom.of(temporary, 0)).check().stream().filter(health -> health.name().equals("clock")).findFirst().orElseThrow();
    }

    private List<Reading> readings() throws Exception {
        List<Reading> all = new ArrayList<>();
        try (JournalReader reader = pipeline.log().open("test", OptionalLong.of(0))) {
            for (List<Reading> some = reader.read(1000, Duration.ofSeconds(20)).readings(); !some.isEmpty(); some = reader.read(1000, Duration.ZERO).readings()) {
                all.addAll(some);
            }
        }
        return all;
    }
}
