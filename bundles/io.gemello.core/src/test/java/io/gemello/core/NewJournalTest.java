package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.ReplayClock;
import io.gemello.core.site.SiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewJournalTest {
    private static final long T0 = 1_750_000_000_000_000_000L;
    @TempDir
    Path temporary;

    /** The checkpoint's position is far beyond the new journal's end: it must not hide what comes until the journal gets there. */
    @Test
    void afterTheJournalWasDeletedACrashLosesNoLatestReading() throws Exception {
        Path journal = temporary.resolve("data/journal");
        Path checkpoint = journal.resolve("latest.checkpoint");
        submitAndClose(T0, 1);
        submitAndClose(T0 + 1, 2);
        delete(journal.resolve("readings"));
        run().close();
        byte[] beforeTheLast = Files.readAllBytes(checkpoint);
        submitAndClose(T0 + 2, 3);
        Files.write(checkpoint, beforeTheLast);
        try (Pipeline pipeline = run()) {
            assertEquals(3, pipeline.states().of("t1").latest().value());
        }
    }

    private void submitAndClose(long time, double value) throws Exception {
        try (Pipeline pipeline = run(); IntakeSession session = pipeline.intake().open(new AdapterInfo("hall", "test", ""))) {
            ((ReplayClock) pipeline.clock()).advance(time);
            session.submit(List.of(new Sample(session.bind("a/t1"), value, null, time))).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private Pipeline run() throws IOException {
        Pipeline pipeline = Pipeline.open(new Pipeline.Settings(temporary.resolve("data"), new SiteFolder(temporary.resolve("site")).path(), true, 5, 64, 7));
        pipeline.start(() -> { });
        return pipeline;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
