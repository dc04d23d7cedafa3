package io.gemello.bim;

import io.gemello.api.catalogue.Site;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread {@code gemello-bim-files}: looks every two seconds at files in the site's folder that may have changed. */
final class SiteLook implements AutoCloseable {
    private static final int SECONDS = 2;

    /** A file that somebody may change. */
    interface Watched {
        /** Called by one thread; what it throws ends nothing, so it should say itself what is wrong. */
        void look(Site site);
    }

    private final List<Watched> files;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-bim-files");
        t.setDaemon(true);
        return t;
    });
    private volatile Site site;

    SiteLook(List<Watched> files) {
        this.files = List.copyOf(files);
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, 0, SECONDS, TimeUnit.SECONDS);
    }

    void applied(Site now) {
        site = now;
    }

    private void look() {
        Site now = site;
        if (now != null) {
            files.forEach(file -> file.look(now));
        }
    }

    /** Waits for a look that is under way. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            thread.awaitTermination(30, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
