package io.gemello.adapter.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/** Makers of devices, all invented: where a value lies in a payload, how they tell the time, and the shape of a payload and of one value in it. */
enum Vendor {
    /** Rack probes: an array of probes, seconds since 1970 with a fraction. */
    LATTICE("#$.probes[?id=KEY].v@$.ts", Vendor::seconds, "{'ts':TIME,'probes':[EACH]}", "{'id':'KEY','v':VALUE}"),
    /** Rack probes: members of a nested object, ISO time in UTC. */
    NORDVIK("#$.data['KEY']@$.time", millis -> Instant.ofEpochMilli(millis).toString(), "{'time':'TIME','data':{EACH}}", "'KEY':VALUE"),
    /** Meters: a value beside its unit, milliseconds. */
    POWERGATE("#$.act.KEY.value@$.ms", Long::toString, "{'ms':TIME,'dev':'DEVICE','act':{EACH}}", "'KEY':{'value':VALUE,'unit':'UNIT'}"),
    /** A gateway of a building's bus: objects with present values, ISO time with an offset. */
    KLIMAT("#$.objects[?name=KEY].presentValue@$.at", Vendor::oneHourEast, "{'device':'DEVICE','at':'TIME','objects':[EACH]}", "{'name':'KEY','presentValue':VALUE}"),
    /** Servers: SenML, RFC 8428, the base time in the first record. */
    SENML("#$[?n=KEY].v@$[0].bt", Vendor::seconds, "[{'bn':'DEVICE:','bt':TIME},EACH]", "{'n':'KEY','u':'UNIT','v':VALUE}"),
    /** Small things of the hall: one topic a value, nothing but the value. A dead one is silent. */
    BARE("", millis -> "", "EACH", "VALUE") {
        @Override
        String payload(String device, long millis, List<Said> values) {
            String json = super.payload(device, millis, values);
            return json.equals("null") ? null : json.replace("\"", "");
        }
    };

    private final String address;
    private final LongFunction<String> time;
    private final String payload;
    private final String value;

    /** In all of them words in capitals stand for what is filled in; in payload and value apostrophes for quotation marks. */
    Vendor(String address, LongFunction<String> time, String payload, String value) {
        this.address = address;
        this.time = time;
        this.payload = payload.replace('\'', '"');
        this.value = value.replace('\'', '"');
    }

    /** @param json as the device writes it */
    record Said(Probe probe, String json) {}

    /** As topics have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** How {@code points.csv} names a value, behind the topic. */
    String address(String key) {
        return address.replace("KEY", key);
    }

    /** @param millis by the device's clock @return null where nothing is sent */
    String payload(String device, long millis, List<Said> values) {
        String each = values.stream().map(v -> value.replace("KEY", v.probe.feature()).replace("UNIT", v.probe.spoken().ucum()).replace("VALUE", v.json)).collect(Collectors.joining(","));
        return payload.replace("TIME", time.apply(millis)).replace("DEVICE", device).replace("EACH", each);
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%d.%03d", millis / 1000, millis % 1000);
    }

    private static String oneHourEast(long millis) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.ofHours(1)));
    }
}
