package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model of five thousand elements, of which a thousand change at once; the steps stand in {@code browser/size.mjs}. */
@Tag("long")
class ViewSizeTest {
    private static final int BOXES = 5000;
    private static final int CHANGED = 1000;
    @TempDir
    Path folder;

    @Test
    void aThousandChangesAreDrawnAtOnceInFewDrawCalls() throws Exception {
        Path site = BigHall.write(folder.resolve("site"), BOXES);
        ExecutorService browser = Executors.newSingleThreadExecutor();
        try (GemelloProcess runtime = GemelloProcess.start(folder.resolve("data"), "--site", site.toString(), "--features", "bim,view"); MqttSender sender = new MqttSender(runtime.mqtt())) {
            assertTrue(sender.send("all", 1, BigHall.values(BOXES, 0, 20, 20)));
            GemelloProcess.awaitTrue("all points are live", Duration.ofSeconds(60), () -> runtime.get("/api/gemello/points?limit=1").at("/states/live").asInt() == BOXES);
            Future<?> seen = browser.submit(() -> {
                BrowserRun.of("size.mjs", Map.of("url", "http://127.0.0.1:" + runtime.http() + "/", "shots", Path.of("target/browser").toAbsolutePath().toString(), "password", GemelloProcess.PASSWORD,
                    "operator", "operator", "boxes", Integer.toString(BOXES), "changed", Integer.toString(CHANGED)));
                return null;
            });
            for (int round = 2; !seen.isDone(); round++) {
                assertTrue(sender.send("all", round, BigHall.values(BOXES, CHANGED, 20, round % 2 == 0 ? 80 : 40)));
                GemelloProcess.awaitTrue("two seconds", Duration.ofSeconds(10), pause());
            }
            seen.get();
        } finally {
            browser.shutdownNow();
        }
    }

    private static Callable<Boolean> pause() {
        long until = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        return () -> System.nanoTime() > until;
    }
}
