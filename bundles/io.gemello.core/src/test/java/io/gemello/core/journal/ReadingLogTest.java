package io.gemello.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadingLogTest {
    private static final Duration NONE = Duration.ZERO;
    private static final OptionalLong STORED = OptionalLong.empty();
    private static final JournalBounds BOUNDS = new JournalBounds(1 << 20, Duration.ofHours(16), 0);
    /** Small segments, and no pause between fsyncs: these tests append one by one. */
    private static final JournalTuning SMALL = new JournalTuning(4096, 0, 0, Disk.REAL);

    @TempDir
    Path folder;
    private final AtomicLong now = new AtomicLong(1_000_000);
    private long appended;

    @Test
    void twoReadersReadEverythingInOrderEachAtItsOwnPace() throws Exception {
        try (ReadingLog log = open(BOUNDS); JournalReader fast = log.open("fast", STORED); JournalReader slow = log.open("slow", STORED)) {
            List<Long> byFast = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                append(log, 10);
                byFast.addAll(values(fast.read(1000, NONE)));
            }
            assertTrue(upTo(1000).equals(byFast));
            List<Long> bySlow = new ArrayList<>();
            for (ReadingBatch batch = slow.read(15, NONE); !batch.readings().isEmpty(); batch = slow.read(15, NONE)) {
                assertTrue(batch.readings().size() <= 20, "whole records, no more than needed");
                bySlow.addAll(values(batch));
            }
            assertTrue(upTo(1000).equals(bySlow));
            assertEquals(0, slow.missed());
        }
    }

    @Test
    void aReaderWaitsForReadingsAndWakesWhenTheyAreDurable() throws Exception {
        try (ReadingLog log = open(BOUNDS); JournalReader reader = log.open("sink", STORED)) {
            assertEquals(List.of(), reader.read(10, Duration.ofMillis(1)).readings());
            CompletableFuture<ReadingBatch> batch = CompletableFuture.supplyAsync(() -> read(reader, Duration.ofSeconds(30)));
            append(log, 3);
            assertEquals(upTo(3), values(batch.get(20, TimeUnit.SECONDS)));
        }
    }

    @Test
    void closingAReaderEndsItsWaitAtOnce() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            JournalReader reader = log.open("sink", STORED);
            CompletableFuture<ReadingBatch> batch = CompletableFuture.supplyAsync(() -> read(reader, Duration.ofDays(1)));
            reader.close();
            assertEquals(List.of(), batch.get(20, TimeUnit.SECONDS).readings());
        }
    }

    @Test
    void aReaderGoesOnBehindWhatItCommitted() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            JournalReader reader = log.open("sink", STORED);
            append(log, 5);
            reader.commit(reader.read(10, NONE).next());
            append(log, 5);
            assertEquals(5, reader.read(10, NONE).readings().size(), "read but not committed");
            reader.close();
        }
        try (ReadingLog log = open(BOUNDS); JournalReader reader = log.open("sink", STORED)) {
            assertEquals(upTo(10).subList(5, 10), values(reader.read(10, NONE)));
        }
    }

    @Test
    void theStoresOwnPositionWinsOverTheCursor() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            append(log, 5);
            long five = log.end();
            append(log, 5);
            try (JournalReader reader = log.open("store", STORED)) {
                reader.commit(log.end());
            }
            try (JournalReader reader = log.open("store", OptionalLong.of(five))) {
                assertEquals(upTo(10).subList(5, 10), values(reader.read(10, NONE)));
            }
        }
    }

    @Test
    void aPositionBehindTheEndMeansTheJournalWasMadeAnewAndNothingMayBePassedOver() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            append(log, 5);
            try (JournalReader reader = log.open("store", OptionalLong.of(1 << 30))) {
                assertEquals(upTo(5), values(reader.read(10, NONE)));
            }
        }
    }

    @Test
    void aNameIsOpenOnce() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            JournalReader reader = log.open("sink", STORED);
            assertThrows(IllegalStateException.class, () -> log.open("sink", STORED));
            assertThrows(IllegalStateException.class, () -> log.forget("sink"));
            reader.close();
            log.open("sink", STORED).close();
            assertThrows(IllegalArgumentException.class, () -> log.open("../sink", STORED));
        }
    }

    @Test
    void theCursorOfAVanishedSinkHoldsTheJournalUpToTheBoundThenMissesAreCounted() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            JournalReader vanished = log.open("vanished", STORED);
            append(log, 50);
            vanished.commit(vanished.read(50, NONE).next());
            vanished.close();
            try (JournalReader present = log.open("present", STORED)) {
                while (log.first() == 0) {
                    append(log, 100);
                    present.commit(present.read(1000, NONE).next());
                }
                assertTrue(log.end() > (1 << 20) - 3 * 4096, "held nearly up to the bound");
                while (log.end() < 3 << 20) {
                    append(log, 100);
                    present.commit(present.read(1000, NONE).next());
                    assertTrue(log.end() - log.first() <= 1 << 20, "never more than the bound");
                }
                assertEquals(0, present.missed());
            }
            ReaderStatus away = log.readers().get(1);
            assertEquals("vanished", away.name());
            assertTrue(!away.open() && away.lagBytes() > 900_000);
            try (JournalReader back = log.open("vanished", STORED)) {
                List<Long> rest = values(back.read(Integer.MAX_VALUE, NONE));
                assertEquals(appended, 50 + away.missed() + rest.size(), "every reading was read or counted");
                assertEquals(appended - 1, rest.get(rest.size() - 1));
            }
        }
    }

    @Test
    void anOpenReaderThatIsTooSlowMissesAndGoesOnWithTheOldestKept() throws Exception {
        try (ReadingLog log = open(BOUNDS); JournalReader slow = log.open("slow", STORED)) {
            append(log, 10);
            assertEquals(upTo(10), values(slow.read(10, NONE)));
            while (log.first() == 0) {
                append(log, 100);
            }
            List<Long> rest = values(slow.read(Integer.MAX_VALUE, NONE));
            assertTrue(slow.missed() > 0);
            assertEquals(appended, 10 + slow.missed() + rest.size());
        }
    }

    @Test
    void missesAreRememberedOverARestart() throws Exception {
        long missed;
        try (ReadingLog log = open(BOUNDS)) {
            log.open("vanished", STORED).close();
            while (log.first() == 0) {
                append(log, 100);
            }
            missed = log.readers().get(0).missed();
        }
        try (ReadingLog log = open(BOUNDS)) {
            assertEquals(missed, log.readers().get(0).missed());
            assertTrue(missed > 0);
        }
    }

    @Test
    void aForgottenSinkHoldsNothing() throws Exception {
        JournalBounds keepLittle = new JournalBounds(1 << 20, Duration.ofHours(16), 8192);
        try (ReadingLog log = open(keepLittle)) {
            log.open("gone", STORED).close();
            appendBytes(log, 100_000);
            assertEquals(0, log.first());
            log.forget("gone");
            appendBytes(log, 5000);
            assertTrue(log.end() - log.first() <= 8192 + 4096 + 1000, "what nobody waits for goes, but for the tail to keep");
            assertTrue(log.end() - log.first() >= 8192);
        }
        try (ReadingLog log = open(keepLittle)) {
            assertEquals(List.of(), log.readers());
        }
    }

    @Test
    void whatIsTooOldGoesEvenUnread() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            JournalReader vanished = log.open("vanished", STORED);
            vanished.close();
            for (int hour = 0; hour < 17; hour++) {
                append(log, 1);
                now.addAndGet(TimeUnit.HOURS.toMillis(1) + 1);
            }
            assertEquals(0, log.first(), "16 hours are allowed");
            append(log, 1);
            now.addAndGet(TimeUnit.HOURS.toMillis(1) + 1);
            append(log, 1);
            assertTrue(log.first() > 0);
            ReaderStatus status = log.readers().get(0);
            assertTrue(status.missed() >= 1 && status.missed() <= 3, status.toString());
            assertTrue(status.lagMillis() <= TimeUnit.HOURS.toMillis(18), "what is left is young enough");
        }
    }

    @Test
    void lagIsTheAgeOfTheOldestReadingThatIsNotSafe() throws Exception {
        try (ReadingLog log = open(BOUNDS); JournalReader reader = log.open("sink", STORED)) {
            append(log, 1);
            long one = log.end();
            now.addAndGet(500);
            append(log, 1);
            now.addAndGet(1000);
            assertEquals(new ReaderStatus("sink", true, 0, log.end(), 1500, 0), log.readers().get(0));
            reader.commit(one);
            assertEquals(1000, log.readers().get(0).lagMillis());
            reader.commit(log.end());
            assertEquals(0, log.readers().get(0).lagMillis());
        }
    }

    @Test
    void damageCostsTheDamagedRecordAndIsCounted() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            for (int i = 0; i < 10; i++) {
                append(log, 1);
            }
        }
        try (RandomAccessFile file = new RandomAccessFile(folder.resolve("0000000000000000000.seg1").toFile(), "rw")) {
            file.seek(file.length() / 2);
            file.write(~file.read());
        }
        try (ReadingLog log = open(BOUNDS); JournalReader one = log.open("one", STORED); JournalReader two = log.open("two", STORED)) {
            assertEquals(9, one.read(100, NONE).readings().size());
            assertEquals(9, two.read(100, NONE).readings().size());
            assertEquals(1, log.damagedPlaces(), "one place, however often it is read");
            assertTrue(log.damagedBytes() > 0);
        }
    }

    @Test
    void aRecordOfAnUnknownVersionIsRefusedNotSkipped() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            append(log, 1);
        }
        try (SegmentedJournal newer = new SegmentedJournal(folder)) {
            newer.append(ReadingCodec.TYPE, (byte) 2, new byte[3]).toCompletableFuture().join();
        }
        try (ReadingLog log = open(BOUNDS); JournalReader reader = log.open("sink", STORED)) {
            append(log, 1);
            for (int attempt = 0; attempt < 2; attempt++) {
                assertTrue(assertThrows(IOException.class, () -> reader.read(10, NONE)).getMessage().contains("version 2"));
            }
            assertThrows(IOException.class, () -> log.replay(0, batch -> {}));
        }
    }

    @Test
    void replayHandsOverEverythingFromAPosition() throws Exception {
        try (ReadingLog log = open(new JournalBounds(1 << 20, Duration.ofHours(16), 1 << 20))) {
            append(log, 5);
            long five = log.end();
            for (int i = 0; i < 100; i++) {
                append(log, 100);
            }
            List<Long> values = new ArrayList<>();
            List<Long> positions = new ArrayList<>(List.of(five));
            long end = log.replay(five, batch -> {
                values.addAll(values(batch));
                assertTrue(batch.next() > positions.get(positions.size() - 1));
                positions.add(batch.next());
            });
            assertTrue(values.equals(upTo(10_005).subList(5, 10_005)));
            assertEquals(log.end(), end);
            assertTrue(positions.size() > 2, "in batches");
        }
    }

    @Test
    void aDamagedCursorCostsTimeNotReadings() throws Exception {
        try (ReadingLog log = open(BOUNDS)) {
            append(log, 5);
            try (JournalReader reader = log.open("sink", STORED)) {
                reader.commit(log.end());
            }
        }
        Files.writeString(folder.resolve("cursors/sink.cursor"), "");
        try (ReadingLog log = open(BOUNDS); JournalReader reader = log.open("sink", STORED)) {
            assertEquals(upTo(5), values(reader.read(10, NONE)));
        }
    }

    private ReadingLog open(JournalBounds bounds) throws IOException {
        return new ReadingLog(folder, ReadingCodecTest::point, bounds, SMALL, now::get);
    }

    private void append(ReadingLog log, int count) throws Exception {
        List<Reading> readings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            readings.add(new Reading(ReadingCodecTest.point((int) (appended % 7)), 1_700_000_000_000_000_000L + appended, appended++, 0));
        }
        log.append(readings).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    private void appendBytes(ReadingLog log, long bytes) throws Exception {
        for (long until = log.end() + bytes; log.end() < until;) {
            append(log, 50);
        }
    }

    private static ReadingBatch read(JournalReader reader, Duration wait) {
        try {
            return reader.read(1000, wait);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Long> values(ReadingBatch batch) {
        return batch.readings().stream().map(reading -> (long) reading.value()).toList();
    }

    private static List<Long> upTo(long count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
