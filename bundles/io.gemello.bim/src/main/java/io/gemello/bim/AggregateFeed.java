package io.gemello.bim;

import io.gemello.api.clock.SiteClock;
import io.gemello.api.reading.Quality;
import io.gemello.api.series.SeriesStore;
import io.gemello.api.series.SeriesWindow;
import io.gemello.bim.LivePlan.Slot;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the series store for the parameters that are a mean, a minimum or a maximum: it has every reading of the window, also after a
 * restart, where the latest values alone are conflated. On the thread {@code gemello-bim-series}, because a store blocks.
 */
final class AggregateFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AggregateFeed.class);
    private final Supplier<SeriesStore> store;
    private final SiteClock clock;
    private final LiveLoop loop;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-bim-series");
        t.setDaemon(true);
        return t;
    });
    private volatile String trouble;

    /** @param store gives null while there is none */
    AggregateFeed(Supplier<SeriesStore> store, SiteClock clock, LiveLoop loop) {
        this.store = store;
        this.clock = clock;
        this.loop = loop;
    }

    void start(long everyMillis) {
        thread.scheduleWithFixedDelay(this::ask, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    /** Why aggregates are not worked out; null where they are, or none is wanted. */
    String trouble() {
        return trouble;
    }

    void ask() {
        LivePlan plan = loop.snapshot().plan();
        List<Slot> wanted = plan.slots().stream().filter(slot -> slot.aggregate() != Aggregate.LAST).toList();
        SeriesStore asked = store.get();
        if (wanted.isEmpty()) {
            trouble = null;
        } else if (asked == null) {
            say("there is no series store to work them out");
        } else {
            try {
                Map<Integer, LiveState.Aggregated> values = new HashMap<>();
                for (Slot slot : wanted) {
                    values.put(slot.number(), aggregate(asked, slot, clock.epochNanos()));
                }
                loop.aggregated(plan, values);
                trouble = null;
            } catch (IOException | RuntimeException problem) {
                say(problem.toString());
            }
        }
    }

    private static LiveState.Aggregated aggregate(SeriesStore store, Slot slot, long now) throws IOException {
        long window = slot.aggregate().window().toNanos();
        double sum = 0;
        long count = 0;
        double min = Double.NaN;
        double max = Double.NaN;
        int quality = Quality.GOOD;
        for (SeriesWindow part : store.aggregate(slot.point(), now - window, now, window)) {
            sum += part.sum();
            count += part.count();
            min = Double.isNaN(min) ? part.min() : Math.min(min, part.min());
            max = Double.isNaN(max) ? part.max() : Math.max(max, part.max());
            quality |= part.worstQuality() & ~3;
        }
        double value = count == 0 ? Double.NaN : switch (slot.aggregate().kind()) {
            case MIN -> min;
            case MAX -> max;
            default -> sum / count;
        };
        return new LiveState.Aggregated(value, uncertain(quality), count == 0 ? 0 : now);
    }

    /** Bad readings were left out by the store: what remains is usable, and uncertain where they were. */
    private static int uncertain(int reasons) {
        int kept = reasons & ~(Quality.RANGE | Quality.STATE | Quality.NOT_A_NUMBER);
        return kept == reasons ? Quality.of(kept) : Quality.of(kept) | Quality.UNCERTAIN;
    }

    private void say(String why) {
        if (trouble == null) {
            LOG.warn("parameters that are a mean, a minimum or a maximum are not worked out: {}", why);
        }
        trouble = why;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
