package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.health.Health;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.reading.LatestSink;
import io.gemello.api.reading.Reading;
import io.gemello.core.site.SiteFolder;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a reading, with a real journal, as the component runs it. */
class PipelineTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_750_000_000L * SECOND;
    @TempDir
    Path temporary;
    private SiteFolder site;
    private final AtomicInteger applied = new AtomicInteger();

    @BeforeEach
    void site() throws IOException {
        site = new SiteFolder(temporary.resolve("site"));
    }

    @Test
    void whatIsAcknowledgedIsInJournalAndStatesAndThereAfterARestart() throws Exception {
        try (Pipeline pipeline = run()) {
            submit(pipeline, new double[] {20, 21, 22});
            assertEquals(22, pipeline.states().of("t1").latest().value());
            assertEquals(3, readings(pipeline).size());
        }
        try (Pipeline pipeline = run()) {
            assertEquals(22, pipeline.states().of("t1").latest().value());
            assertEquals(3, readings(pipeline).size());
            assertEquals(1, pipeline.site().current().revision());
        }
    }

    /** Without its checkpoint a start has only the journal. */
    @Test
    void statesComeBackFromTheJournalAlone() throws Exception {
        try (Pipeline pipeline = run()) {
            submit(pipeline, new double[] {20, 21});
        }
        java.nio.file.Files.delete(temporary.resolve("data/journal/latest.checkpoint"));
        try (Pipeline pipeline = run()) {
            assertEquals(21, pipeline.states().of("t1").latest().value());
            assertTrue(pipeline.states().hasHistory(pipeline.site().current().points().get("t1")));
        }
    }

    @Test
    void underReplaySilenceIsJudgedInsideAdvance() throws Exception {
        try (Pipeline pipeline = run()) {
            ReplayClock clock = (ReplayClock) pipeline.clock();
            submit(pipeline, new double[] {20});
            clock.advance(T0 + 59 * SECOND);
            assertEquals(State.LIVE, pipeline.states().of("t1").state());
            clock.advance(T0 + 61 * SECOND);
            assertEquals(State.STALE, pipeline.states().of("t1").state());
        }
    }

    /** A bundle with a sink is replaced: what health remembers of it would hold its class loader. */
    @Test
    void healthForgetsASinkThatHasLeft() throws Exception {
        try (Pipeline pipeline = run()) {
            CoreHealth health = new CoreHealth(pipeline, new DiskRoom(() -> Long.MAX_VALUE, 0));
            WeakReference<LatestSink> left = comeAndGo(pipeline, health);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (left.get() != null && System.nanoTime() < deadline) {
                health.check();
                System.gc();
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertNull(left.get(), "still held");
        }
    }

    private static WeakReference<LatestSink> comeAndGo(Pipeline pipeline, CoreHealth health) {
        LatestSink sink = new LatestSink() {
            @Override
            public void accept(List<Reading> latest) {
            }

            @Override
            public void changed(List<PointState> states) {
            }
        };
        pipeline.sinks().add("brief", sink);
        health.check();
        pipeline.sinks().remove(sink);
        return new WeakReference<>(sink);
    }

    @Test
    void readinessComesWithTheFirstSiteThatCanBeApplied() throws Exception {
        site.points("rubbish\n");
        try (Pipeline pipeline = run()) {
            assertEquals(0, applied.get());
            assertEquals(Health.State.CRITICAL, health(pipeline).get("site"));
            site.points("t1,rack,inlet,temperature,Cel,hall,a/t1,,,,,,,,,60s,\n");
            pipeline.site().apply();
            await(() -> applied.get() == 1);
            assertEquals(Health.State.OK, health(pipeline).get("site"));
        }
    }

    /** What a device is told is delivered after "ready" must find the adapter subscribed. */
    @Test
    void readinessWaitsForTheFirstTryOfTheAdaptersThatTheSiteBringsAlong() throws Exception {
        site.properties("site=first\nadapters.hall.type=mqtt\n");
        try (Pipeline pipeline = run(); IntakeSession hall = pipeline.intake().open(new AdapterInfo("hall", "mqtt", ""))) {
            assertEquals(0, applied.get());
            hall.status(new AdapterStatus(AdapterStatus.State.DISCONNECTED, "its broker is away; trying again"));
            await(() -> applied.get() == 1);
        }
    }

    @Test
    void listenersAreToldOfTheCatalogueAtOnceAndAtEveryApply() throws Exception {
        List<Catalogue> told = new CopyOnWriteArrayList<>();
        try (Pipeline pipeline = run()) {
            pipeline.herald().add(now -> {
                throw new IllegalStateException("a listener that fails costs the others nothing");
            });
            pipeline.herald().add(told::add);
            await(() -> told.size() == 1);
            site.points("t2,rack,outlet,temperature,Cel,hall,a/t2,,,,,,,,,60s,\n");
            pipeline.site().apply();
            await(() -> told.size() == 2);
            assertTrue(told.get(1).points().get("t1").retired());
        }
    }

    @Test
    void everythingThatIsDroppedOrMarkedHasACounter() throws Exception {
        try (Pipeline pipeline = run(); IntakeSession session = pipeline.intake().open(new AdapterInfo("hall", "test", ""))) {
            ((ReplayClock) pipeline.clock()).advance(T0);
            var t1 = session.bind("a/t1");
            session.submit(List.of(new Sample(t1, 1, null, T0), new Sample(t1, 1, null, T0), new Sample(t1, 2, null, T0), new Sample(t1, "NaN", null, T0 + 1), new Sample(t1, "1,5", null, T0 + 2),
                new Sample(t1, 3, "blorg", T0 + 3), new Sample(t1, 3, "kPa", T0 + 4), new Sample(t1, 3, null, T0 + 3600 * SECOND), new Sample(t1, 9, null, T0 - SECOND),
                new Sample(session.bind("nowhere"), 1, null, T0))).toCompletableFuture().get(20, TimeUnit.SECONDS);
            session.lost("oversized", 4);
            Map<String, Double> counted = metrics(pipeline);
            assertEquals(10, counted.get("gemello_samples_total"));
            assertEquals(8, counted.get("gemello_readings_total"));
            assertEquals(1, counted.get("gemello_unmapped_samples_total"));
            for (String reason : List.of("duplicate-dropped", "duplicate-replaced", "not-a-number", "decimal-comma", "unit-unknown", "unit-mismatch", "skewed", "late")) {
                assertEquals(1, counted.get("gemello_readings_by_reason_total reason " + reason), reason);
            }
            assertEquals(4, counted.get("gemello_adapter_lost_total adapter hall reason oversized"));
            assertEquals(Health.State.WARN, health(pipeline).get("clock"));
            assertFalse(pipeline.unknownUnits().all().isEmpty());
        }
    }

    @Test
    void aStoreThatLeavesAndAJournalReaderThatStaysAwayAreTold() throws Exception {
        try (Pipeline pipeline = run()) {
            assertEquals(Health.State.OK, health(pipeline).get("store"), "none was ever there");
            pipeline.log().open("store", OptionalLong.empty()).close();
            assertEquals(Health.State.WARN, health(pipeline).get("store"));
            assertEquals(Health.State.OK, health(pipeline).get("reader.store"), "not yet a minute");
            assertEquals(Health.State.OK, health(pipeline).get("disk"));
            for (Health one : new CoreHealth(pipeline, DiskRoom.of(temporary, 0)).check()) {
                assertTrue(one.state() == Health.State.OK || !one.remedy().isEmpty(), one.toString());
            }
        }
    }

    @Test
    void aStartThatFailsBehindTheJournalLeavesItFree() throws Exception {
        Path inTheWay = java.nio.file.Files.createDirectories(temporary.resolve("data/journal/latest.checkpoint"));
        assertThrows(IOException.class, this::run);
        java.nio.file.Files.delete(inTheWay);
        run().close();
    }

    private Pipeline run() throws IOException {
        Pipeline pipeline = Pipeline.open(new Pipeline.Settings(temporary.resolve("data"), site.path(), true, 5, 64, 7));
        pipeline.start(applied::incrementAndGet);
        return pipeline;
    }

    private static void submit(Pipeline pipeline, double[] values) throws Exception {
        ((ReplayClock) pipeline.clock()).advance(T0);
        try (IntakeSession session = pipeline.intake().open(new AdapterInfo("hall", "test", ""))) {
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < values.length; i++) {
                samples.add(new Sample(session.bind("a/t1"), values[i], null, T0 + i));
            }
            session.submit(samples).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static List<Reading> readings(Pipeline pipeline) throws Exception {
        try (JournalReader reader = pipeline.log().open("test", OptionalLong.of(0))) {
            return reader.read(100, Duration.ofSeconds(20)).readings();
        }
    }

    private Map<String, Health.State> health(Pipeline pipeline) {
        Map<String, Health.State> all = new HashMap<>();
        new CoreHealth(pipeline, DiskRoom.of(temporary, 0)).check().forEach(health -> all.put(health.name(), health.state()));
        return all;
    }

    private static Map<String, Double> metrics(Pipeline pipeline) {
        Map<String, Double> all = new HashMap<>();
        new CoreMetrics(pipeline).collect(new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                all.put(labels.length == 0 ? name : name + " " + String.join(" ", labels), value);
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                counter(name, help, value, labels);
            }
        });
        return all;
    }

    private static void await(java.util.function.BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "did not happen within 20 s");
            Thread.onSpinWait();
        }
    }
}
