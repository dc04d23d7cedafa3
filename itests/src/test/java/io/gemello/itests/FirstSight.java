package io.gemello.itests;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Looks at the list of alerts again and again and notes when each was there for the first time. */
final class FirstSight implements AutoCloseable {
    private static final long LOOK_MILLIS = 50;
    private final GemelloProcess gemello;
    private final Map<String, Instant> seen = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::look, "first-sight");
    private volatile boolean on = true;

    FirstSight(GemelloProcess gemello) {
        this.gemello = gemello;
        thread.start();
    }

    private void look() {
        while (on) {
            try {
                Map<String, String> active = AlertRecord.active(gemello);
                Instant now = Instant.now();
                active.keySet().forEach(alert -> seen.putIfAbsent(alert, now));
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (IOException away) {
                // It looks again at once.
            } catch (InterruptedException ended) {
                return;
            } catch (Exception broken) {
                throw new AssertionError(broken);
            }
        }
    }

    Map<String, Instant> seen() {
        return seen;
    }

    @Override
    public void close() throws InterruptedException {
        on = false;
        thread.join(40_000);
    }
}
