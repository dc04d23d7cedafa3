package io.gemello.adapter.simulator;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What sends: some probes of one maker behind one topic, and a clock. Used by the hall's thread. */
final class Device {
    /** Enough to be seen in the counts, few enough not to flood. */
    static final int BURST = 20;
    private static final long HOUR_MILLIS = 3_600_000;

    private final String id;
    private final Vendor vendor;
    private final List<Probe> probes;
    private boolean bursting;
    private boolean clockAhead;

    /** @param probes one alone for {@link Vendor#BARE} */
    Device(String id, Vendor vendor, List<Probe> probes) {
        this.id = id;
        this.vendor = vendor;
        this.probes = List.copyOf(probes);
    }

    String id() {
        return id;
    }

    List<Probe> probes() {
        return probes;
    }

    String maker() {
        return vendor.word();
    }

    String topic() {
        return "datahall/" + maker() + "/" + id;
    }

    String address(Probe probe) {
        return topic() + vendor.address(probe.feature());
    }

    /** What it sends in a second. @param firstChannel of as many as it has probes */
    List<Message> messages(long epochMillis, SeededWaves chance, int firstChannel) {
        List<Vendor.Said> values = new ArrayList<>();
        for (Probe probe : probes) {
            values.add(new Vendor.Said(probe, probe.say(epochMillis / 1000, chance, firstChannel + values.size())));
        }
        String payload = vendor.payload(id, clockAhead ? epochMillis + HOUR_MILLIS : epochMillis, values);
        if (payload == null) {
            return List.of();
        }
        Message message = new Message(topic(), payload.getBytes(StandardCharsets.UTF_8));
        return Collections.nCopies(bursting ? BURST : 1, message);
    }

    boolean tellsTime() {
        return vendor != Vendor.BARE;
    }

    /** Sends everything {@value #BURST} times. */
    void bursting(boolean now) {
        bursting = now;
    }

    void clockAhead(boolean now) {
        clockAhead = now;
    }
}
