package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.normalise.Reason;
import io.gemello.core.site.SiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that fills in what was not delivered live, beside those that deliver. */
class FilledHistoryTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long T0 = 1_750_000_000L * SECOND;
    private static final int REASON_FILLED = Quality.of(Quality.BACK_FILLED);
    private static final AdapterInfo FILLER = new AdapterInfo("filler", "test", "");
    @TempDir
    Path temporary;
    private SiteFolder site;

    @BeforeEach
    void site() throws IOException {
        site = new SiteFolder(temporary.resolve("site"));
        site.points("warm,rack,inlet,temperature,Cel,hall,a,[degF],1,5,,,,1,,60s,\nmode,rack,mode,state,1,other,b,,,,off=0;on=1,,,,,60s,\n");
    }

    @Test
    void everyPointIsFilledInItsOwnUnitWithoutCalibrationAndMarked() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession filler = pipeline.intake().openHistory(FILLER)) {
            assertEquals(Set.of("warm", "mode"), filler.wanted());
            fill(filler, sample(filler, "warm", 20, null, T0 - 3 * MINUTE), sample(filler, "warm", 68, "[degF]", T0 - 2 * MINUTE), sample(filler, "mode", "on", null, T0 - MINUTE));
            assertEquals(List.of(20.0, 20.0, 1.0), readings(pipeline).stream().map(reading -> Math.rint(reading.value() * 1e6) / 1e6).toList());
            assertTrue(readings(pipeline).stream().allMatch(reading -> reading.quality() == REASON_FILLED), readings(pipeline)::toString);
        }
    }

    /** What was filled in is never shown as what is so now, not even where nothing else was ever heard, nor after a restart without a checkpoint. */
    @Test
    void filledReadingsNeverBecomeLatest() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession filler = pipeline.intake().openHistory(FILLER)) {
            live(pipeline, 70, T0 - MINUTE);
            fill(filler, sample(filler, "warm", 30, null, T0 - SECOND), sample(filler, "mode", 0, null, T0 - SECOND));
            assertEquals(T0 - MINUTE, pipeline.states().of("warm").latest().epochNanos());
            assertEquals(State.NEVER_SEEN, pipeline.states().of("mode").state());
        }
        Files.deleteIfExists(temporary.resolve("data/journal/latest.checkpoint"));
        try (Pipeline pipeline = run()) {
            assertEquals(T0 - MINUTE, pipeline.states().of("warm").latest().epochNanos());
            assertNull(pipeline.states().of("mode").latest());
        }
    }

    /** Two memories: neither is what comes live late or too fast because of history, nor history because of what is live. */
    @Test
    void liveAndFilledReadingsAreJudgedApart() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession filler = pipeline.intake().openHistory(FILLER)) {
            for (int second = 0; second < 70; second++) {
                live(pipeline, 70, T0 + second * SECOND);
                fill(filler, sample(filler, "warm", 50 + second * 0.5, null, T0 - MINUTE * 200 + second * SECOND));
            }
            assertEquals(0, pipeline.tally().of(Reason.LATE));
            assertEquals(0, pipeline.tally().of(Reason.TOO_FAST));
            assertEquals(140, readings(pipeline).size());
            fill(filler, sample(filler, "warm", 300, null, T0 - MINUTE * 200 + 70 * SECOND));
            assertEquals(1, pipeline.tally().of(Reason.TOO_FAST), "a step within the history is one");
        }
    }

    @Test
    void aNameIsTakenOnceWhateverItsSessionIsFor() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession filler = pipeline.intake().openHistory(FILLER)) {
            assertThrows(IllegalStateException.class, () -> pipeline.intake().open(FILLER));
            filler.close();
            CompletableFuture<Void> late = filler.submit(List.of(sample(filler, "warm", 1, null, T0))).toCompletableFuture();
            assertTrue(late.isCompletedExceptionally());
            pipeline.intake().openHistory(FILLER).close();
        }
    }

    @Test
    void anAppliedSiteLeadsItOn() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession filler = pipeline.intake().openHistory(FILLER)) {
            site.points("other,rack,x,temperature,Cel,hall,a,,,,,,,,,,\n");
            pipeline.site().apply();
            assertEquals(Set.of("other"), filler.wanted());
            fill(filler, sample(filler, "other", 3, null, T0 - MINUTE));
            assertEquals("other", readings(pipeline).get(0).point().id());
        }
    }

    private Pipeline run() throws IOException {
        Pipeline pipeline = Pipeline.open(new Pipeline.Settings(temporary.resolve("data"), site.path(), true, 5, 64, 7));
        pipeline.start(() -> { });
        ((ReplayClock) pipeline.clock()).advance(T0);
        return pipeline;
    }

    private static Sample sample(IntakeSession session, String address, Object value, String unit, long time) {
        return new Sample(session.bind(address), value, unit, time);
    }

    private static void fill(IntakeSession session, Sample... samples) throws Exception {
        session.submit(List.of(samples)).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static void live(Pipeline pipeline, double fahrenheit, long time) throws Exception {
        ((ReplayClock) pipeline.clock()).advance(time);
        try (IntakeSession session = pipeline.intake().open(new AdapterInfo("hall", "test", ""))) {
            fill(session, sample(session, "a", fahrenheit, null, time));
        }
    }

    private static List<Reading> readings(Pipeline pipeline) throws Exception {
        try (JournalReader reader = pipeline.log().open("test", OptionalLong.of(0))) {
            return reader.read(1000, Duration.ofSeconds(20)).readings();
        }
    }
}
