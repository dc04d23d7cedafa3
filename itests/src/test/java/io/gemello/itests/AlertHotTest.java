package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alert engine is replaced by its next version again and again in a flood of alerts: none is lost, none doubled, and the core never notices. */
@Tag("alone")
class AlertHotTest {
    private static final String CORE = "gemello_component_activations_total{component=\"io.gemello.core.Core\"}";
    private static final String ENGINE = "io.gemello.alert";
    private static final int TIMES = 3;
    private static final int MESSAGES_PER_SECOND = 300;
    @TempDir Path folder;

    @Test
    void theEngineIsReplacedInAFloodAndNoTransitionIsLostOrDoubled() throws Exception {
        Path site = AlertLoad.site(folder.resolve("site"));
        AlertLoad load = new AlertLoad(5, MESSAGES_PER_SECOND);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "alert"); MqttSender sender = new MqttSender(gemello.mqtt())) {
            HotBundles bundles = new HotBundles(gemello, Files.createDirectory(folder.resolve("workshop")));
            double activations = gemello.metric(CORE);
            Future<?> published = thread.submit(() -> {
                load.publish(sender, TimeUnit.MINUTES.toMillis(3));
                return null;
            });
            try (Acknowledger person = new Acknowledger(gemello, "hot")) {
                for (int version = 1; version <= TIMES; version++) {
                    awaitFlow(gemello);
                    bundles.drop(bundles.rebuilt(ENGINE, "0.1." + version), ENGINE + ".jar");
                    bundles.awaitActive(ENGINE, "0.1." + version);
                }
                awaitFlow(gemello);
                load.end();
                published.get(30, TimeUnit.SECONDS);
                person.close();
                sender.drain(30);
                load.settle(sender);
                assertEquals(0, load.unanswered(), "messages that were never acknowledged");
                assertTrue(person.answered().size() >= TIMES, "too few acknowledgements to prove anything: " + person.answered().size());
                AlertLedger.assertComplete(gemello, load, person.answered(), person.refused());
            }
            assertEquals(activations, gemello.metric(CORE), "activations of the core");
        } finally {
            thread.shutdownNow();
        }
    }

    private static void awaitFlow(GemelloProcess gemello) throws Exception {
        GemelloProcess.awaitTrue("the engine is at work", Duration.ofSeconds(30), () -> AlertRecord.newest(gemello) > 0);
        long before = AlertRecord.newest(gemello);
        GemelloProcess.awaitTrue("alerts flow", Duration.ofSeconds(30), () -> AlertRecord.newest(gemello) > before + 100);
    }
}
