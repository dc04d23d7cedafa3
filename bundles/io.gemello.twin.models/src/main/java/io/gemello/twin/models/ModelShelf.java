package io.gemello.twin.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.twin.Twins;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's models as they are in the folder, and what came of looking at the things: both renewed by the thread
 * {@code gemello-models}, the only one that writes here. Things wait for nothing of it.
 */
final class ModelShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ModelShelf.class);
    private static final long LOOK_MILLIS = 2_000;
    /** Of the time that a look at all things took: it costs at most a hundredth of one processor. */
    private static final long REST = 100;
    /** The twin is told of a new site at the same time, and has its things in a moment. */
    private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<Twins> twins;
    private final long everyNanos;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-models");
        t.setDaemon(true);
        return t;
    });
    private volatile SiteFacts site = SiteFacts.NONE;
    private volatile ModelLibrary library = ModelLibrary.EMPTY;
    private volatile ModelReport report = ModelReport.NONE;
    private volatile String trouble = "";
    private volatile long tookNanos;
    private Map<String, FileTime> stamps = Map.of();
    private long nextCheck;

    /** @param twins gives null while there are none @param everyMillis from one look at all things to the next, at least */
    ModelShelf(Supplier<Twins> twins, long everyMillis) {
        this.twins = twins;
        this.everyNanos = TimeUnit.MILLISECONDS.toNanos(everyMillis);
    }

    void start() {
        thread.scheduleWithFixedDelay(() -> guarded(this::look), LOOK_MILLIS, Math.min(LOOK_MILLIS, TimeUnit.NANOSECONDS.toMillis(everyNanos)), TimeUnit.MILLISECONDS);
    }

    void applied(Catalogue now) {
        SiteFacts facts = SiteFacts.of(now);
        thread.execute(() -> guarded(() -> {
            site = facts;
            stamps = Map.of();
            look();
            nextCheck = System.nanoTime() + SETTLED_NANOS;
        }));
    }

    private interface Work {
        void run() throws IOException;
    }

    /** What is thrown would end the thread's task for good. */
    private void guarded(Work work) {
        try {
            work.run();
            trouble = "";
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            String now = broken instanceof IOException || broken instanceof UncheckedIOException ? "the folder models/ cannot be read: " + broken.getMessage() : "looking at models and things failed: " + broken;
            if (!now.equals(trouble)) {
                LOG.warn("{}; it is tried again every {} s", now, LOOK_MILLIS / 1000);
            }
            trouble = now;
        }
    }

    private void look() throws IOException {
        if (site.site() == null) {
            return;
        }
        Path folder = site.site().folder();
        Map<String, FileTime> now = stamps(folder.resolve("models"));
        if (!now.equals(stamps)) {
            library = ModelLibrary.read(ModelLibrary.files(folder));
            stamps = now;
            nextCheck = System.nanoTime();
            library.faults().forEach(fault -> LOG.warn("{}", fault));
            LOG.info("{} models in {} files", library.models().size(), library.files());
        }
        if (nextCheck - System.nanoTime() <= 0) {
            check();
        }
    }

    /** Reading all files every two seconds would be work for nothing. */
    private static Map<String, FileTime> stamps(Path folder) throws IOException {
        Map<String, FileTime> stamps = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    stamps.put(file.getFileName().toString() + " " + (Files.exists(file) ? Files.size(file) : 0), Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0));
                }
            }
        }
        return stamps;
    }

    private void check() {
        long begin = System.nanoTime();
        Twins all = twins.get();
        if (all == null || library.models().isEmpty()) {
            report = ModelReport.NONE;
            return;
        }
        // Also where this look fails: the next one is not to follow at once.
        nextCheck = begin + everyNanos;
        ThingsCheck check = new ThingsCheck(library, site, id -> null);
        for (String id : all.ids().stream().sorted().toList()) {
            JsonNode thing = thing(all, id);
            if (thing != null) {
                check.add(thing);
            }
        }
        ModelReport before = report;
        report = check.report(Instant.now());
        if (report.misfits() != before.misfits()) {
            LOG.info("{} of {} things do not fit their model", report.misfitting(), report.modelled());
        }
        tookNanos = System.nanoTime() - begin;
        nextCheck = System.nanoTime() + Math.max(everyNanos, REST * tookNanos);
    }

    /** What of one thing, as it is now, does not fit; null where there is no such thing. */
    List<Finding> findings(String thingId) {
        Twins all = twins.get();
        JsonNode thing = all == null ? null : thing(all, thingId);
        if (thing == null) {
            return null;
        }
        ThingsCheck check = new ThingsCheck(library, site, id -> thing(all, id));
        check.add(thing);
        return check.report(Instant.now()).findings();
    }

    /** Null where there is none, or one too deep to be read. */
    static JsonNode thing(Twins all, String id) {
        String json = all.json(id);
        try {
            return json == null ? null : ModelJson.JSON.readTree(json);
        } catch (JsonProcessingException deeperThanModels) {
            return null;
        }
    }

    SiteFacts site() {
        return site;
    }

    ModelLibrary library() {
        return library;
    }

    ModelReport report() {
        return report;
    }

    /** Empty when all is well. */
    String trouble() {
        return trouble;
    }

    double tookSeconds() {
        return tookNanos / 1e9;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
