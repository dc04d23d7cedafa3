package io.gemello.adapter.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makers of devices, all invented: the shape of their payloads, where a value lies in it, and how they tell the time. */
enum Vendor {
    /** Rack probes: an array of probes, seconds since 1970 with a fraction. */
    LATTICE {
        @Override
        String address(String key) {
            return "#$.probes[?id=" + key + "].v@$.ts";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            return "{\"ts\":" + seconds(millis) + ",\"probes\":[" + each(values, v -> "{\"id\":\"" + v.probe.feature() + "\",\"v\":" + v.json + "}") + "]}";
        }
    },
    /** Rack probes: members of a nested object, ISO time in UTC. */
    NORDVIK {
        @Override
        String address(String key) {
            return "#$.data['" + key + "']@$.time";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            return "{\"time\":\"" + Instant.ofEpochMilli(millis) + "\",\"data\":{" + each(values, v -> "\"" + v.probe.feature() + "\":" + v.json) + "}}";
        }
    },
    /** Meters: a value beside its unit, milliseconds. */
    POWERGATE {
        @Override
        String address(String key) {
            return "#$.act." + key + ".value@$.ms";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            return "{\"ms\":" + millis + ",\"dev\":\"" + device + "\",\"act\":{"
                + each(values, v -> "\"" + v.probe.feature() + "\":{\"value\":" + v.json + ",\"unit\":\"" + v.probe.spoken().ucum() + "\"}") + "}}";
        }
    },
    /** A gateway of a building's bus: objects with present values, ISO time with an offset. */
    KLIMAT {
        @Override
        String address(String key) {
            return "#$.objects[?name=" + key + "].presentValue@$.at";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            String at = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(1)));
            return "{\"device\":\"" + device + "\",\"at\":\"" + at + "\",\"objects\":["
                + each(values, v -> "{\"name\":\"" + v.probe.feature() + "\",\"presentValue\":" + v.json + "}") + "]}";
        }
    },
    /** Servers: SenML, RFC 8428, the base time in the first record. */
    SENML {
        @Override
        String address(String key) {
            return "#$[?n=" + key + "].v@$[0].bt";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            return "[{\"bn\":\"" + device + ":\",\"bt\":" + seconds(millis) + "}," + each(values, v -> "{\"n\":\"" + v.probe.feature() + "\",\"u\":\"" + v.probe.spoken().ucum() + "\",\"v\":" + v.json + "}") + "]";
        }
    },
    /** Small things of the hall: one topic a value, nothing but the value. A dead one is silent. */
    BARE {
        @Override
        String address(String key) {
            return "";
        }

        @Override
        String payload(String device, long millis, List<Said> values) {
            String json = values.get(0).json;
            return json.equals("null") ? null : json.replace("\"", "");
        }
    };

    /** @param json as the device writes it */
    record Said(Probe probe, String json) {}

    /** How {@code points.csv} names a value, behind the topic. */
    abstract String address(String key);

    /** @param millis by the device's clock @return null where nothing is sent */
    abstract String payload(String device, long millis, List<Said> values);

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private static String each(List<Said> values, Function<Said, String> json) {
        return values.stream().map(json).collect(Collectors.joining(","));
    }
}
