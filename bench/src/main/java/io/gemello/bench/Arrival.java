package io.gemello.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits until what was sent is where it belongs. */
final class Arrival {
    private static final int STORE_SECONDS = 60;

    private Arrival() {}

    /** @return whether the newest reading of every point was seen in the twin within so many seconds */
    static boolean await(int seconds, LoadSite site, Journey journey, TwinReader twin) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!allSeen(site, journey, twin)) {
            if (System.nanoTime() > end || twin.broken() != null) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return true;
    }

    /** Reads the whole store, again while something is still missing and there is time: the store follows the journal at its own pace. */
    static StoreCheck stored(RuntimeProcess runtime, LoadSite site, Journey journey) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(STORE_SECONDS);
        while (true) {
            StoreCheck check = new StoreCheck(runtime, site, journey);
            check.run();
            if (check.lost() == 0 || System.nanoTime() > end) {
                return check;
            }
            TimeUnit.SECONDS.sleep(2);
        }
    }

    private static boolean allSeen(LoadSite site, Journey journey, TwinReader twin) {
        for (int point = 0; point < site.points(); point++) {
            if (twin.newest(point) < journey.sent()[point / site.width()] - 1) {
                return false;
            }
        }
        return true;
    }
}
