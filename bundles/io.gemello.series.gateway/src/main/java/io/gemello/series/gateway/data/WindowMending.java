package io.gemello.series.gateway.data;

import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Brings the bad readings into a store's windows: into those that tell of some, and into the gaps, where there may be nothing else. */
final class WindowMending {
    /** With more places to mend than this one reads everything. */
    private static final int MOST_PLACES = 64;
    private static final int LEVEL = 3;

    private final long from;
    private final long to;
    private final long every;
    private final Readings readings;

    /** A point's readings. */
    interface Readings {
        Pages between(long from, long to);
    }

    WindowMending(long from, long to, long every, Readings readings) {
        this.from = from;
        this.to = to;
        this.every = every;
        this.readings = readings;
    }

    Optional<List<SeriesWindow>> of(List<SeriesWindow> windows) {
        List<SeriesWindow> mended = new ArrayList<>(windows.size());
        int places = 0;
        long done = from;
        for (SeriesWindow window : windows) {
            long begin = Math.max(from, window.start());
            if (begin > done) {
                places++;
                mended.addAll(made(done, begin));
            }
            done = window.start() > to - every ? to : window.start() + every;
            if ((window.worstQuality() & LEVEL) < Quality.BAD) {
                mended.add(window);
            } else {
                places++;
                List<SeriesWindow> those = made(begin, done);
                // Readings that have aged away leave only what the store has made of them.
                mended.addAll(those.isEmpty() ? List.of(window) : those);
            }
            if (places > MOST_PLACES) {
                return Optional.empty();
            }
        }
        mended.addAll(made(done, to));
        return Optional.of(mended);
    }

    private List<SeriesWindow> made(long begin, long end) {
        List<SeriesWindow> made = new ArrayList<>();
        for (Pages pages = readings.between(begin, end); pages.hasNext();) {
            Reading reading = pages.next();
            if (Double.isFinite(reading.value())) {
                long start = reading.epochNanos() - Math.floorMod(reading.epochNanos(), every);
                int last = made.size() - 1;
                if (last >= 0 && made.get(last).start() == start) {
                    made.set(last, with(made.get(last), reading.value()));
                } else {
                    made.add(new SeriesWindow(start, 1, reading.value(), reading.value(), reading.value(), reading.value(), reading.value(), Quality.BAD));
                }
            }
        }
        return made;
    }

    private static SeriesWindow with(SeriesWindow window, double value) {
        return new SeriesWindow(window.start(), window.count() + 1, window.sum() + value, Math.min(window.min(), value), Math.max(window.max(), value), window.first(), value, window.worstQuality());
    }
}
