package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The promise: under load every bundle is replaced, nothing is lost, nothing doubled, nothing of the old ones stays, and the
 * core never notices.
 */
@Tag("alone")
class HotTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CORE = "gemello_component_activations_total{component=\"io.gemello.core.Core\"}";
    private static final List<String> REPLACED = List.of("io.gemello.adapter.mqtt", "io.gemello.twin", "io.gemello.series.duckdb", "io.gemello.http");
    private static final int TIMES = 5;
    /** What is held by soft references goes when memory is wanted: it is a cache (the JDK's, of beans), no leak. */
    private static final Map<String, String> NOTHING_SOFT = Map.of("GEMELLO_JAVA_OPTS", "-XX:SoftRefLRUPolicyMSPerMB=0");
    @TempDir Path folder;

    @Test
    void bundlesAreReplacedUnderLoadAndNothingIsLost() throws Exception {
        Path site = SteadyLoad.site(folder.resolve("site"));
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), NOTHING_SOFT, "--site", site.toString())) {
            HotBundles bundles = new HotBundles(gemello, Files.createDirectory(folder.resolve("workshop")));
            // Once round before counting: what is made on first use is no leak.
            replaceEach(bundles, 1);
            probeComesAndGoes(gemello, bundles);
            Leaks before = Leaks.of(gemello.pid());
            double activations = gemello.metric(CORE);
            try (Bystander bystander = new Bystander(gemello.mqtt(), folder.resolve("heard"));
                    SteadyLoad load = new SteadyLoad(gemello.mqtt(), Path.of("target", "hot-load.csv"))) {
                probeComesAndGoes(gemello, bundles);
                for (int round = 2; round < 2 + TIMES; round++) {
                    replaceEach(bundles, round);
                }
                long messages = load.finish();
                assertTrue(load.readingsPerSecond() > SteadyLoad.RATE / 2, "there was no load to speak of: " + load.readingsPerSecond() + " readings/s, see target/hot-load.csv");
                bystander.assertHeard(messages);
                load.assertStored(gemello, PATIENCE);
            }
            assertEquals(activations, gemello.metric(CORE), "activations of the core");
            Leaks.assertNoneSince(before, gemello.pid());
            theCounterCounts(gemello, activations);
        }
    }

    private static void replaceEach(HotBundles bundles, int round) throws Exception {
        for (String name : REPLACED) {
            bundles.drop(bundles.rebuilt(name, "0.1." + round), name + ".jar");
            bundles.awaitActive(name, "0.1." + round);
        }
    }

    /** A new adapter is dropped in and delivers, its next version delivers, and it goes. */
    private void probeComesAndGoes(GemelloProcess gemello, HotBundles bundles) throws Exception {
        Path workshop = folder.resolve("workshop");
        for (int version = 1; version <= 2; version++) {
            bundles.drop(ProbeBundle.write(workshop, version), "probe.jar");
            int wanted = version;
            GemelloProcess.awaitTrue("a reading of version " + version, PATIENCE, () -> value(gemello, "probe") / 1_000_000 == wanted);
        }
        bundles.delete("probe.jar");
        bundles.awaitGone(ProbeBundle.NAME);
    }

    private static long value(GemelloProcess gemello, String point) throws Exception {
        return gemello.reachable() ? gemello.get("/api/gemello/points/" + point).path("value").asLong(0) : 0;
    }

    /** A restart of the core must show in the counter, or its standing still says nothing. */
    private static void theCounterCounts(GemelloProcess gemello, double before) throws Exception {
        gemello.bundle("io.gemello.core", "stop");
        gemello.bundle("io.gemello.core", "start");
        GemelloProcess.awaitTrue("the core's activation counted", PATIENCE, () -> gemello.reachable() && gemello.metric(CORE) == before + 1);
    }
}
