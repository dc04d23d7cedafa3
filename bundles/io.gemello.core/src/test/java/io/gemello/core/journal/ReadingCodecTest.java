package io.gemello.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ReadingCodecTest {
    @Property(tries = 500, seed = "20250117")
    void everyReadingComesBackBitForBit(@ForAll("readings") List<Reading> readings, @ForAll long millis) throws IOException {
        byte[] body = ReadingCodec.encode(readings, millis);
        List<Reading> back = new ArrayList<>();
        assertEquals(0, ReadingCodec.decode(body, ReadingCodecTest::point, back));
        assertEquals(bits(readings), bits(back));
        assertEquals(millis, ReadingCodec.appendedMillis(body));
        assertEquals(readings.size(), ReadingCodec.count(body));
    }

    @Test
    void oneScanOfManyProbesTakesFewBytes() {
        List<Reading> scan = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            scan.add(new Reading(point(1000 + i), 1_700_000_000_000_000_000L, 21.5 + i % 7, Quality.GOOD));
        }
        assertTrue(ReadingCodec.encode(scan, 0).length < 256 * 7);
    }

    @Test
    void readingsOfPointsThatNobodyKnowsAreCountedNotInvented() throws IOException {
        byte[] body = ReadingCodec.encode(List.of(new Reading(point(1), 5, 1, 0), new Reading(point(2), 5, 2, 0), new Reading(point(3), 6, 3, 0)), 0);
        List<Reading> back = new ArrayList<>();
        assertEquals(1, ReadingCodec.decode(body, key -> key == 2 ? null : point(key), back));
        assertEquals(List.of(new Reading(point(1), 5, 1, 0), new Reading(point(3), 6, 3, 0)), back);
    }

    @Test
    void aBodyThatEndsTooEarlyIsRefused() {
        byte[] body = ReadingCodec.encode(List.of(new Reading(point(1), 5, 0.1, 0)), 0);
        assertThrows(IOException.class, () -> ReadingCodec.decode(Arrays.copyOf(body, body.length - 1), ReadingCodecTest::point, new ArrayList<>()));
    }

    @Provide
    Arbitrary<List<Reading>> readings() {
        Arbitrary<Double> values = Arbitraries.oneOf(Arbitraries.doubles(), Arbitraries.floats().map(Float::doubleValue), Arbitraries.of(0.0, -0.0, Double.NaN, Double.MIN_VALUE, Double.MAX_VALUE));
        Arbitrary<Long> times = Arbitraries.oneOf(Arbitraries.longs(), Arbitraries.of(0L, 1_700_000_000_000_000_000L));
        return Combinators.combine(Arbitraries.integers(), times, values, Arbitraries.oneOf(Arbitraries.just(0), Arbitraries.integers()))
            .as((key, time, value, quality) -> new Reading(point(key), time, value, quality)).list().ofMaxSize(50);
    }

    /** A record compares doubles by value; here every bit counts, quality and sign of zero too. */
    private static List<String> bits(List<Reading> of) {
        return of.stream().map(r -> r.point().key() + " " + r.epochNanos() + " " + Double.doubleToLongBits(r.value()) + " " + r.quality()).toList();
    }

    static Point point(int key) {
        return new Point(key, "point-" + key, "rack-1", "f" + key, "temperature", "Cel", false);
    }
}
