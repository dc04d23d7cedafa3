package io.gemello.series.duckdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesPage;
import io.gemello.api.series.SeriesWindow;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** The answers against the plainest computation there is: a sorted map. Late, repeated and bad readings among them, times before 1970 too. */
class SeriesQueriesTest {
    /** Times are multiples of 7 minutes and a bit: several to an hour, several hours. */
    private static final long SCALE = 7 * 60_000_000_000L + 1;
    private static final int BAD = Quality.of(Quality.RANGE);
    private static Path folder;
    private static OpenSeries series;
    private static int points;

    @BeforeContainer
    static void open() throws Exception {
        folder = Files.createTempDirectory("series");
        series = new OpenSeries(new SeriesFile(folder.resolve("series.duckdb"), new SeriesFile.Limits(128, 2, folder, 1024)), new OpenSeries.Limits(2, 20, new SqlDesk.Limits(100, 20, 1 << 20)),
            new Keeping(0, 0, Map.of()));
    }

    @AfterContainer
    static void close() throws Exception {
        series.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }

    @Property(tries = 30, seed = "20250117")
    void answersAreThoseOfASortedMap(@ForAll("readings") List<Reading> readings, @ForAll @IntRange(min = -60, max = 60) int from, @ForAll @IntRange(max = 100) int length,
                                     @ForAll @IntRange(min = 1, max = 70) int every, @ForAll @IntRange(min = 1, max = 20) int limit, @ForAll @IntRange(max = 2) int settledHalves) throws Exception {
        Point point = DuckSeriesTest.point(++points, "p" + points);
        List<Reading> delivered = readings.stream().map(r -> new Reading(point, r.epochNanos() * SCALE, r.value(), r.quality())).toList();
        for (int half : new int[] {0, 1}) {
            series.write(delivered.subList(half * delivered.size() / 2, (half + 1) * delivered.size() / 2), points, "site");
            // Each time a day later: so what is late to a day that lies in a Parquet file goes there too.
            long siteTime = Tier.LATEST - (1000 - points) * Tier.DAY;
            boolean more = half < settledHalves;
            while (more) {
                more = series.upkeep(siteTime);
            }
        }
        TreeMap<Long, Reading> expected = new TreeMap<>();
        delivered.forEach(reading -> expected.put(reading.epochNanos(), reading));

        assertEquals(Optional.ofNullable(expected.lastEntry()).map(last -> last.getValue()), series.latest(point));
        List<Reading> slice = List.copyOf(expected.subMap(from * SCALE, (from + length) * SCALE).values());
        assertEquals(slice, pages(point, from * SCALE, (from + length) * SCALE, limit));
        for (long window : new long[] {every * SCALE, every * Tier.MINUTE.nanos(), every * Tier.HOUR.nanos()}) {
            List<SeriesWindow> windows = series.aggregate(point, from * SCALE, (from + length) * SCALE, window);
            assertEquals(windows(slice, window), windows);
            List<SeriesWindow> amongOthers = new ArrayList<>();
            series.aggregate(List.of(DuckSeriesTest.point(points - 1, "p" + (points - 1)), point, DuckSeriesTest.point(0, "never")), from * SCALE, (from + length) * SCALE, window, (of, one) -> {
                if (of == point) {
                    amongOthers.add(one);
                }
            });
            assertEquals(windows, amongOthers);
        }
    }

    private static List<Reading> pages(Point point, long from, long to, int limit) throws IOException {
        List<Reading> all = new ArrayList<>();
        for (OptionalLong next = OptionalLong.of(from); next.isPresent();) {
            SeriesPage page = series.range(point, next.getAsLong(), to, limit);
            assertTrue(page.readings().size() <= limit);
            assertTrue(page.next().isEmpty() || page.readings().size() == limit);
            all.addAll(page.readings());
            next = page.next();
        }
        return all;
    }

    private static List<SeriesWindow> windows(List<Reading> readings, long every) {
        TreeMap<Long, List<Reading>> windows = new TreeMap<>();
        readings.forEach(r -> windows.computeIfAbsent(Math.floorDiv(r.epochNanos(), every) * every, start -> new ArrayList<>()).add(r));
        List<SeriesWindow> expected = new ArrayList<>();
        windows.forEach((start, in) -> {
            List<Double> values = in.stream().filter(r -> Quality.level(r.quality()) != Quality.BAD).map(Reading::value).toList();
            int reasons = in.stream().mapToInt(r -> r.quality() & ~3).reduce(0, (a, b) -> a | b);
            int level = in.stream().mapToInt(r -> Quality.level(r.quality())).max().orElseThrow();
            if (!values.isEmpty()) {
                expected.add(new SeriesWindow(start, values.size(), values.stream().mapToDouble(Double::doubleValue).sum(), values.stream().min(Double::compare).orElseThrow(),
                    values.stream().max(Double::compare).orElseThrow(), values.get(0), values.get(values.size() - 1), level | reasons));
            }
        });
        return expected;
    }

    /** Few times, so that many come twice; values whose sums are exact in any order. */
    @Provide
    Arbitrary<List<Reading>> readings() {
        Arbitrary<Long> times = Arbitraries.longs().between(-50, 50);
        Arbitrary<Double> values = Arbitraries.integers().between(-1000, 1000).map(quarter -> quarter / 4.0);
        Arbitrary<Integer> qualities = Arbitraries.of(0, 0, 0, Quality.of(Quality.FLAT), Quality.of(Quality.BACK_FILLED | Quality.SPIKE), BAD);
        Point any = DuckSeriesTest.point(0, "any");
        return Combinators.combine(times, values, qualities).as((time, value, quality) -> new Reading(any, time, quality == BAD && value > 0 ? Double.NaN : value, quality)).list().ofMaxSize(80);
    }
}
