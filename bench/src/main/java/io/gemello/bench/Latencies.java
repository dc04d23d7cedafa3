package io.gemello.bench;

/**
 * From the source time of each reading to when it was seen. A reading that was overtaken before it could be seen counts with
 * the one that overtook it, so none is left out.
 *
 * @param warm readings sent before this, epoch milliseconds, are told apart: the compiler is still at work
 */
record Latencies(LoadSite site, Journey journey, StoreCheck stored, long warm) {
    void print(TwinReader twin, StorePoller store) throws InterruptedException {
        int[] all = new int[site.points()];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        print("publish to twin event", twin.finish(), all);
        print("publish to stored (" + store.points().length + " points, asked every " + StorePoller.PERIOD_MILLIS + " ms)", store.finish(), store.points());
        if (store.failure() != null) {
            System.out.println("the store could not always be asked: " + store.failure());
        }
    }

    private void print(String what, Sightings seen, int[] points) {
        Percentiles early = new Percentiles();
        Percentiles late = new Percentiles();
        long never = 0;
        for (int point : points) {
            int asset = point / site.width();
            for (int s = 0; s < journey.sent()[asset]; s++) {
                long sent = stored.sentAt(asset, s);
                long when = seen.when(point, s);
                if (when < 0) {
                    never++;
                } else if (sent > 0) {
                    (sent < warm ? early : late).add(when / 1e6 - sent);
                }
            }
        }
        System.out.println(what + ": " + late + "; while warming up: " + early + (never == 0 ? "" : "; NEVER seen: " + never));
    }
}
