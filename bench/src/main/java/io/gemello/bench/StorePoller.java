package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks the store again and again for the newest reading of some points, and notes when each became visible: at most {@link #PERIOD_MILLIS} plus an answer's time too late. */
final class StorePoller implements AutoCloseable {
    static final int POINTS = 4;
    static final int PERIOD_MILLIS = 100;

    private final RuntimeProcess runtime;
    private final LoadSite site;
    private final Sightings seen;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::poll, "bench-store-poller");
    private volatile String failure;

    StorePoller(RuntimeProcess runtime, LoadSite site) {
        this.runtime = runtime;
        this.site = site;
        seen = new Sightings(site.points());
        thread.start();
    }

    /** The points that are asked for, spread over the site. */
    int[] points() {
        int[] points = new int[Math.min(POINTS, site.points())];
        for (int i = 0; i < points.length; i++) {
            points[i] = (int) ((long) site.points() * i / points.length);
        }
        return points;
    }

    Sightings finish() throws InterruptedException {
        close();
        thread.join(TimeUnit.SECONDS.toMillis(70));
        return seen;
    }

    /** Why the store could not be asked the last time; null while it can. */
    String failure() {
        return failure;
    }

    private void poll() {
        try {
            do {
                for (int point : points()) {
                    ask(point);
                }
            } while (!stop.await(PERIOD_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(int point) throws InterruptedException {
        try {
            JsonNode latest = runtime.get("/api/gemello/series/" + site.point(point / site.width(), point % site.width()) + "/latest");
            if (latest != null && latest.path("value").isNumber()) {
                seen.saw(point, (int) (latest.get("value").asLong() / LoadSite.PLACES), TwinReader.now());
            }
        } catch (IOException e) {
            failure = e.toString();
        }
    }

    @Override
    public void close() {
        stop.countDown();
    }
}
