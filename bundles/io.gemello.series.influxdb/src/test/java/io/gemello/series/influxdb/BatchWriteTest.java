package io.gemello.series.influxdb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of a batch that InfluxDB does not take as it is. */
class BatchWriteTest {
    private static final Point[] POINTS = IntStream.range(0, 10).mapToObj(i -> new Point(i, "p" + i, "rack", "f", i < 5 ? "temperature" : "power", "1", false)).toArray(Point[]::new);
    private final List<List<Reading>> requests = new ArrayList<>();
    private final List<Reading> stored = new ArrayList<>();

    /** A thousand readings, the points in turn. */
    private static List<Reading> thousand() {
        return IntStream.range(0, 1000).mapToObj(i -> new Reading(POINTS[i % 10], i, i, 0)).toList();
    }

    /** A server that stores what is not poison, as 1 and 2 do, and says how much it dropped, or not. */
    private BatchWrite server(Predicate<Reading> poison, boolean counts, String sentence) {
        return new BatchWrite(part -> {
            requests.add(part);
            long bad = part.stream().filter(poison).count();
            part.stream().filter(poison.negate()).forEach(stored::add);
            return bad == 0 ? null : new Refusal(Refusal.Kind.POINTS, sentence, counts ? (int) bad : -1, List.of(), null);
        });
    }

    @Test
    void aWholeBatchIsOneRequest() throws Exception {
        assertEquals(List.of(), server(r -> false, true, "").write(thousand()));
        assertEquals(1, requests.size());
    }

    @Test
    void onePoisonedReadingIsFoundByNameAndTheRestIsStored() throws Exception {
        Reading bad = thousand().get(777);
        List<BatchWrite.Rejection> rejected = server(bad::equals, false, "unable to parse").write(thousand());
        assertEquals(List.of(new BatchWrite.Rejection(bad, "unable to parse")), rejected);
        assertEquals(Set.copyOf(thousand()).size() - 1, Set.copyOf(stored).size());
        assertTrue(requests.size() < 25, requests.size() + " requests");
    }

    /** A field type conflict hits a whole measurement: it must not cost a request per reading. */
    @Test
    void aMeasurementInConflictIsRefusedInFewRequests() throws Exception {
        List<BatchWrite.Rejection> rejected = server(r -> r.point().quantity().equals("power"), true, "field type conflict").write(thousand());
        assertEquals(500, rejected.size());
        assertTrue(rejected.stream().allMatch(one -> one.reading().point().quantity().equals("power")));
        assertEquals(500, stored.stream().distinct().count());
        assertTrue(requests.size() <= 3, requests.size() + " requests");
    }

    @Test
    void theOrderOfASeriesIsKeptInEveryRequest() throws Exception {
        server(r -> r.epochNanos() % 97 == 0, false, "parse").write(thousand());
        for (List<Reading> request : requests.subList(1, requests.size())) {
            for (Point point : POINTS) {
                List<Long> times = request.stream().filter(r -> r.point() == point).map(Reading::epochNanos).toList();
                assertEquals(times.stream().sorted().toList(), times);
            }
        }
    }

    @Test
    void theLinesThatInfluxDb3NamesAreTheRefusedOnes() throws Exception {
        List<Reading> batch = thousand().subList(0, 10);
        BatchWrite write = new BatchWrite(part -> new Refusal(Refusal.Kind.POINTS, "partial write of line protocol occurred", -1, List.of(new Refusal.LineFault(3, "no")), null));
        assertEquals(List.of(new BatchWrite.Rejection(batch.get(2), "no")), write.write(batch));
    }

    @Test
    void tooLargeARequestIsHalved() throws Exception {
        BatchWrite write = new BatchWrite(part -> {
            if (part.size() > 300) {
                return new Refusal(Refusal.Kind.TOO_LARGE, "HTTP status 413", -1, List.of(), null);
            }
            stored.addAll(part);
            return null;
        });
        assertEquals(List.of(), write.write(thousand()));
        assertEquals(thousand().stream().collect(Collectors.toSet()), stored.stream().collect(Collectors.toSet()));
        assertEquals(1000, stored.size());
    }

    /** Otherwise a wrong proxy would throw readings away. */
    @Test
    void aRefusalOfEverythingThatSaysNothingOfPointsLosesNothing() {
        assertThrows(Unanswered.class, () -> server(r -> true, false, "HTTP status 400").write(thousand().subList(0, 16)));
        assertThrows(Unanswered.class, () -> server(r -> true, false, "HTTP status 400").write(thousand().subList(0, 1)));
    }

    @Test
    void aServerThatGoesAwayInTheSearchGetsTheBatchAgain() {
        BatchWrite write = new BatchWrite(part -> {
            requests.add(part);
            return requests.size() < 3 ? new Refusal(Refusal.Kind.POINTS, "parse", -1, List.of(), null) : new Refusal(Refusal.Kind.AWAY, "gone", -1, List.of(), Duration.ofSeconds(3));
        });
        assertEquals(Duration.ofSeconds(3), assertThrows(Unanswered.class, () -> write.write(thousand())).refusal().retryAfter());
    }

    @Test
    void ofTwoReadingsForOneTimeTheLastIsSent() throws Exception {
        Reading first = new Reading(POINTS[0], 5, 1, 0);
        Reading other = new Reading(POINTS[1], 5, 1, 0);
        Reading last = new Reading(POINTS[0], 5, 2, Quality.of(Quality.DUPLICATE_SOURCE));
        server(r -> false, true, "").write(List.of(first, other, last));
        assertEquals(List.of(last, other), stored);
    }
}
