package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;

/** Reads every stored reading of the site over REST and holds it against what was sent, number by number. */
final class StoreCheck {
    private final RuntimeProcess runtime;
    private final LoadSite site;
    private final Journey journey;
    /** By asset and sequence number: source time, epoch milliseconds; 0 where nothing is stored. */
    private final long[][] millis;
    private long stored;
    private long lost;
    private long unacknowledgedStored;
    private long doubled;
    private long wrong;

    StoreCheck(RuntimeProcess runtime, LoadSite site, Journey journey) {
        this.runtime = runtime;
        this.site = site;
        this.journey = journey;
        millis = new long[site.assets()][];
        for (int a = 0; a < millis.length; a++) {
            millis[a] = new long[journey.sent()[a]];
        }
    }

    void run() throws IOException, InterruptedException {
        for (int a = 0; a < site.assets(); a++) {
            for (int v = 0; v < site.width(); v++) {
                check(a, v);
            }
        }
    }

    private void check(int asset, int place) throws IOException, InterruptedException {
        BitSet present = new BitSet();
        String path = "/api/gemello/series/" + site.point(asset, place) + "?from=1970-01-01T00:00:00Z&to=2200-01-01T00:00:00Z&limit=10000";
        String cursor = null;
        do {
            JsonNode page = runtime.get(path + (cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            if (page == null) {
                throw new IOException("the store does not know " + site.point(asset, place));
            }
            for (JsonNode reading : page.get("readings")) {
                judge(asset, place, reading, present);
            }
            cursor = page.hasNonNull("cursor") ? page.get("cursor").asText() : null;
        } while (cursor != null);
        for (int s = 0; s < journey.sent()[asset]; s++) {
            boolean acknowledged = journey.acknowledged(asset, s);
            if (acknowledged && !present.get(s)) {
                lost++;
            } else if (!acknowledged && present.get(s)) {
                unacknowledgedStored++;
            }
        }
    }

    private void judge(int asset, int place, JsonNode reading, BitSet present) {
        stored++;
        long value = reading.path("value").asLong(-1);
        int sequence = (int) (value / LoadSite.PLACES);
        if (value % LoadSite.PLACES != place || sequence >= journey.sent()[asset] || !reading.path("quality").asText("good").equals("good")) {
            wrong++;
        } else if (present.get(sequence)) {
            doubled++;
        } else {
            present.set(sequence);
            millis[asset][sequence] = Instant.parse(reading.get("time").asText()).toEpochMilli();
        }
    }

    /** When a reading left its source, epoch milliseconds; 0 where it is not stored. */
    long sentAt(int asset, int sequence) {
        return millis[asset][sequence];
    }

    long lost() {
        return lost;
    }

    boolean sound() {
        return lost == 0 && doubled == 0 && wrong == 0;
    }

    @Override
    public String toString() {
        return String.format("stored %,d; of the acknowledged ones lost %,d; doubled %,d; at a wrong point, not good or never sent %,d; stored though not acknowledged %,d", stored, lost, doubled, wrong, unacknowledgedStored);
    }
}
