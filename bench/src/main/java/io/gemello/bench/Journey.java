package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** What the source says it sent: per asset the number of messages, and which were never acknowledged. */
record Journey(int[] sent, Set<Long> unacknowledged, double seconds, long behindMillis, long waitedMillis) {
    static Journey read(Path file) throws IOException {
        JsonNode json = RuntimeProcess.JSON.readTree(file.toFile());
        JsonNode assets = json.get("assets");
        int[] sent = new int[assets.size()];
        Set<Long> unacknowledged = new HashSet<>();
        for (int a = 0; a < sent.length; a++) {
            sent[a] = assets.get(a).get("sent").asInt();
            for (JsonNode sequence : assets.get(a).get("unacknowledged")) {
                unacknowledged.add(key(a, sequence.asInt()));
            }
        }
        return new Journey(sent, unacknowledged, json.get("seconds").asDouble(), json.get("behindMillis").asLong(), json.get("waitedMillis").asLong());
    }

    boolean acknowledged(int asset, int sequence) {
        return !unacknowledged.contains(key(asset, sequence));
    }

    long messages() {
        long sum = 0;
        for (int count : sent) {
            sum += count;
        }
        return sum;
    }

    private static long key(int asset, int sequence) {
        return (long) asset << 32 | sequence;
    }
}
