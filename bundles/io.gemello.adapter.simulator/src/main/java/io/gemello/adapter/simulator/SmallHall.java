package io.gemello.adapter.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the probes of the site {@code first} say at a moment: two racks whose load follows the day, a cooling unit that
 * follows the load, a door that is opened now and then. A function of time and seed alone.
 */
final class SmallHall implements Play {
    private static final double DAY_SECONDS = 86_400;
    /** Warming of the air by a rack, kelvin per kilowatt, at the racks' air flow of about 0.6 m³/s. */
    private static final double KELVIN_PER_KILOWATT = 1.4;
    private static final long DOOR_PERIOD_SECONDS = 2700;
    private static final long DOOR_OPEN_SECONDS = 25;

    private final SeededWaves chance;

    SmallHall(long seed) {
        chance = new SeededWaves(seed);
    }

    @Override
    public List<Message> at(long epochMillis) {
        double t = epochMillis / 1000.0;
        double load1 = kilowatts(t, 1);
        double load2 = kilowatts(t, 2);
        double fan = Math.max(20, Math.min(100, 30 + 3.2 * (load1 + load2 - 8) + chance.wave(t, 3, 600)));
        boolean cooling = load1 + load2 > 5;
        double supply = 17 + 0.4 * chance.wave(t, 4, 1500) + chance.noise(t, 4, 0.05);
        double inlet1 = supply + 3.6 + 0.3 * chance.wave(t, 5, 900) + chance.noise(t, 5, 0.05);
        double inlet2 = supply + 4.1 + 0.3 * chance.wave(t, 6, 1100) + chance.noise(t, 6, 0.05);
        boolean open = doorOpen(t);
        double hall = 23.5 + 0.8 * chance.wave(t, 7, DAY_SECONDS) + (open ? 0.4 : 0) + chance.noise(t, 7, 0.05);
        double humidity = 44 + 4 * chance.wave(t, 8, 7200) + chance.noise(t, 8, 0.2);
        String seconds = String.format(Locale.ROOT, "%d.%03d", epochMillis / 1000, epochMillis % 1000);
        return List.of(
            message("hall/climate", "{\"temp_f\":%.2f,\"rh\":%.1f,\"ts\":%s}", hall * 1.8 + 32, humidity, seconds),
            message("hall/door", open ? "open" : "closed"),
            message("hall/rack-1/inlet", "%.1f", inlet1),
            message("hall/rack-1/outlet", "%.1f", inlet1 + KELVIN_PER_KILOWATT * load1),
            message("hall/rack-1/pdu", "{\"power\":%.0f,\"phases\":3}", load1 * 1000),
            message("hall/rack-2/inlet", "%.1f", inlet2),
            message("hall/rack-2/outlet", "%.1f", inlet2 + KELVIN_PER_KILOWATT * load2),
            message("hall/rack-2/pdu", "{\"power\":%.0f,\"phases\":3}", load2 * 1000),
            message("hall/crac-1", "{\"time\":\"%s\",\"mode\":\"%s\",\"supply\":%.2f,\"fans\":[{\"speed\":%.1f}]}",
                Instant.ofEpochMilli(epochMillis), cooling ? "cooling" : "standby", supply, fan));
    }

    private double kilowatts(double t, int rack) {
        return 6 + rack * 0.7 + 1.5 * chance.wave(t, 10 + rack, DAY_SECONDS) + 0.4 * chance.wave(t, 20 + rack, 1800) + chance.noise(t, 10 + rack, 0.05);
    }

    private boolean doorOpen(double t) {
        long shifted = (long) t + Math.floorMod(chance.hash(9, 0), DOOR_PERIOD_SECONDS);
        return Math.floorMod(shifted, DOOR_PERIOD_SECONDS) < DOOR_OPEN_SECONDS;
    }

    private static Message message(String topic, String format, Object... values) {
        return new Message(topic, String.format(Locale.ROOT, format, values).getBytes(StandardCharsets.UTF_8));
    }
}
