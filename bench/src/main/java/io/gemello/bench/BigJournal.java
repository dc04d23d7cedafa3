package io.gemello.bench;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.journal.JournalBounds;
import io.gemello.core.journal.ReadingLog;
import io.gemello.core.site.PointRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the journal of a stopped runtime large, through the runtime's own writer: readings of the points that are registered there. Nobody
 * has read them, no checkpoint knows of them: the next start is the hardest that there can be.
 */
final class BigJournal {
    private static final int BATCH = 4096;
    private static final int IN_FLIGHT = 64;
    private static final int KEYS = 12;

    private BigJournal() {}

    /** @return readings written */
    static long fill(Path data, int mebibytes) throws IOException {
        PointRegistry registry = new PointRegistry(data.resolve("journal/points.jsonl"));
        Random values = new Random(1);
        long time = System.currentTimeMillis() * 1_000_000L - 86_400_000_000_000L;
        long written = 0;
        try (ReadingLog log = new ReadingLog(data.resolve("journal/readings"), registry::byKey, JournalBounds.DEFAULT, false)) {
            List<CompletableFuture<Long>> pending = new ArrayList<>();
            while (log.end() - log.first() < (long) mebibytes << 20) {
                List<Reading> batch = new ArrayList<>(BATCH);
                for (int i = 0; i < BATCH; i++) {
                    Point point = registry.byKey(i % KEYS);
                    batch.add(new Reading(point, time++, values.nextDouble(), Quality.GOOD));
                }
                pending.add(log.append(batch).toCompletableFuture());
                written += BATCH;
                if (pending.size() == IN_FLIGHT) {
                    pending.forEach(CompletableFuture::join);
                    pending.clear();
                }
            }
            pending.forEach(CompletableFuture::join);
        }
        return written;
    }
}
