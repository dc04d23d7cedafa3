package io.gemello.core;

import io.gemello.api.health.Health;
import io.gemello.api.health.HealthBook;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.function.LongSupplier;

/** How much room the disk of the data folder has, and how long that lasts. Any thread. */
final class DiskRoom {
    /** The embedded broker and the journal stop somewhere below this. */
    private static final long STOPS = 300L << 20;
    private static final double DAY = 86_400;
    private static final double HOUR = 3600;
    /** A quarter of an hour: long enough to see through the saw teeth of journal segments and store files. */
    private final Trend trend = new Trend(60, 900);
    private final LongSupplier free;
    private final long warnBytes;

    /** @param free usable bytes @param warnBytes below which operators are told */
    DiskRoom(LongSupplier free, long warnBytes) {
        this.free = free;
        this.warnBytes = warnBytes;
    }

    /** (A FileStore would read the table of mounts each time.) */
    static DiskRoom of(Path folder, long warnBytes) {
        return new DiskRoom(() -> folder.toFile().getUsableSpace(), warnBytes);
    }

    long free() {
        return free.getAsLong();
    }

    void sample(long now) {
        trend.add(now, free.getAsLong());
    }

    /** Until writing stops, at the rate of the last hour; empty while that is not known or nothing is used up. */
    OptionalDouble secondsLeft() {
        OptionalDouble growth = trend.perSecond();
        return growth.isEmpty() || growth.getAsDouble() >= -1 ? OptionalDouble.empty() : OptionalDouble.of(Math.max(0, free() - STOPS) / -growth.getAsDouble());
    }

    Health health(HealthBook standing) {
        long now = free();
        OptionalDouble left = secondsLeft();
        double seconds = left.orElse(Double.MAX_VALUE);
        Health.State state = now < STOPS || seconds < HOUR ? Health.State.CRITICAL : now < warnBytes || seconds < DAY ? Health.State.WARN : Health.State.OK;
        String message = Amounts.bytes(now) + " free" + (left.isPresent() ? "; full in about " + Amounts.time(seconds) + " at the rate of the last hour" : "");
        return standing.now("disk", state, message, state == Health.State.OK ? "" : "free space on the disk of the data folder, or move the data folder to a larger one; "
            + "when it is full nothing is acknowledged any more, and nothing is lost");
    }
}
