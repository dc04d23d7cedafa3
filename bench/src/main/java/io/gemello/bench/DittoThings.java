package io.gemello.bench;

import java.util.Locale;

/** Things as a Ditto client makes them: about a kilobyte each, five features, all under one policy. */
record DittoThings(int count) {
    static final String NAMESPACE = "org.load";
    static final int ROOMS = 100;
    private static final int FEATURES = 5;
    private static final String PADDING = "0123456789abcdef".repeat(5);

    String id(long n) {
        return NAMESPACE + ":t" + n % count;
    }

    /** The property that is written, as HTTP names it. */
    String path(long n) {
        return "/api/2/things/" + id(n) + "/features/f" + n / count % FEATURES + "/properties/value";
    }

    static String policyPath() {
        return "/api/2/policies/" + NAMESPACE + ":shared";
    }

    /** @param user who makes it */
    static String policy(String user) {
        return "{\"entries\":{\"owner\":{\"subjects\":{\"gemello:" + user + "\":{\"type\":\"bench\"}},\"resources\":{\"thing:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},"
            + "\"policy:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]},\"message:/\":{\"grant\":[\"READ\",\"WRITE\"],\"revoke\":[]}}}}}";
    }

    /** An envelope that makes thing n. */
    String create(long n) {
        StringBuilder features = new StringBuilder();
        for (int f = 0; f < FEATURES; f++) {
            features.append(f == 0 ? "" : ",").append("\"f").append(f).append("\":{\"properties\":{\"value\":").append(f).append(".5,\"unit\":\"Cel\",\"note\":\"").append(PADDING).append("\"}}");
        }
        return envelope("create", n, "/", "{\"thingId\":\"" + id(n) + "\",\"policyId\":\"" + NAMESPACE + ":shared\",\"attributes\":{\"room\":\"r" + n % ROOMS + "\",\"number\":" + n
            + ",\"maker\":\"" + PADDING + "\"},\"features\":{" + features + "}}");
    }

    /** An envelope that writes a property; no two values of a thing are the same. */
    String modify(long n) {
        return envelope("modify", n, "/features/f" + n / count % FEATURES + "/properties/value", String.format(Locale.ROOT, "%d.25", n));
    }

    /** @param value JSON */
    String envelope(String action, long n, String path, String value) {
        return "{\"topic\":\"" + NAMESPACE + "/t" + n % count + "/things/twin/commands/" + action + "\",\"headers\":{\"correlation-id\":\"" + n + "\"},\"path\":\"" + path + "\",\"value\":" + value + "}";
    }
}
