package io.gemello.core.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SegmentedJournalTest {
    /** Small segments, and no pause between fsyncs: these tests append one by one. */
    /** Long enough between two writes that a busy machine brings the records of one together. */
    private static final JournalTuning GATHERING = new JournalTuning(1000, 2_000_000_000L, 0, Disk.REAL);
    private static final JournalTuning SMALL = new JournalTuning(1000, 0, 0, Disk.REAL);

    @TempDir
    Path folder;

    @Test
    void recordsComeBackInOrderOverSegmentsAndRestarts() throws Exception {
        List<String> written = new ArrayList<>();
        for (int run = 0; run < 3; run++) {
            try (SegmentedJournal journal = open(SMALL)) {
                for (int i = 0; i < 100; i++) {
                    written.add("record " + run + "/" + i);
                    append(journal, written.get(written.size() - 1));
                }
            }
        }
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(written, texts(journal.read(0, 1000)));
            assertTrue(journal.segments().size() > 5, "one segment would prove nothing");
        }
    }

    @Test
    void readingGoesOnFromNextAndFromAnyPositionBetween() throws Exception {
        try (SegmentedJournal journal = open(SMALL)) {
            for (int i = 0; i < 50; i++) {
                append(journal, "r" + i);
            }
            List<JournalRecord> all = journal.read(0, 100);
            assertEquals(texts(all.subList(20, 30)), texts(journal.read(all.get(19).next(), 10)));
            assertEquals("r31", text(journal.read(all.get(30).position() + 1, 1).get(0)), "no record begins there: the first one behind");
            assertEquals(List.of(), journal.read(journal.end(), 10));
        }
    }

    @Test
    void anAppendCompletesOnlyWhenItIsForced() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        disk.refusesForce = true;
        try (SegmentedJournal journal = open(SMALL.with(disk))) {
            CompletableFuture<Long> lost = journal.append((byte) 1, (byte) 1, bytes("a")).toCompletableFuture();
            assertInstanceOf(IOException.class, assertThrows(CompletionException.class, lost::join).getCause());
            assertEquals(List.of(), journal.read(0, 10));
            disk.refusesForce = false;
            append(journal, "b");
            assertEquals(List.of("b"), texts(journal.read(0, 10)));
        }
    }

    @Test
    void manyAppendsShareOneFsync() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (SegmentedJournal journal = open(JournalTuning.DEFAULT.with(disk))) {
            List<CompletableFuture<Long>> all = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                all.add(journal.append((byte) 1, (byte) 1, bytes("x" + i)).toCompletableFuture());
            }
            all.forEach(CompletableFuture::join);
            assertTrue(disk.forces < 1000, disk.forces + " fsyncs");
            assertEquals(10_000, journal.status().records());
        }
    }

    @Test
    void aTornTailIsCutAndReported() throws Exception {
        long end;
        try (SegmentedJournal journal = open(SMALL)) {
            append(journal, "whole");
            append(journal, "torn");
            end = journal.end();
        }
        Path last = folder.resolve("0000000000000000000.seg1");
        Files.write(last, Arrays.copyOf(Files.readAllBytes(last), (int) end - 2));
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(List.of("whole"), texts(journal.read(0, 10)));
            assertEquals(RecordFormat.HEADER + 4 - 2, journal.cut());
            assertTrue(journal.end() >= end - 2, "a position is never used twice");
            append(journal, "after");
        }
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(List.of("whole", "after"), texts(journal.read(0, 10)));
            assertEquals(0, journal.cut());
        }
    }

    @Test
    void damageInTheMiddleIsRefusedWithFileAndOffset() throws Exception {
        long second;
        try (SegmentedJournal journal = open(SMALL)) {
            append(journal, "first");
            second = append(journal, "second");
            append(journal, "third");
        }
        Path file = folder.resolve("0000000000000000000.seg1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[(int) second + RecordFormat.HEADER] ^= 4;
        Files.write(file, bytes);
        String message = assertThrows(IOException.class, () -> open(SMALL)).getMessage();
        assertTrue(message.contains(file.toString()) && message.contains("offset " + second), message);
    }

    /** Pages of one write may reach the disk in any order, so behind a hole in the last write there may be whole records of it. */
    @Test
    void aHoleInTheLastUnacknowledgedWriteIsCutNotRefused() throws Exception {
        try (SegmentedJournal journal = open(GATHERING)) {
            append(journal, "first");
            CompletableFuture<?>[] group = Stream.of("b", "c", "d").map(text -> journal.append((byte) 1, (byte) 1, bytes(text)).toCompletableFuture()).toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(group).join();
            assertEquals(2, journal.status().forces(), "b, c and d were one write");
        }
        Path file = folder.resolve("0000000000000000000.seg1");
        byte[] bytes = Files.readAllBytes(file);
        bytes[RecordFormat.HEADER + 5] ^= 1;
        Files.write(file, bytes);
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(List.of("first"), texts(journal.read(0, 10)));
            assertEquals(3 * (RecordFormat.HEADER + 1), journal.cut());
        }
    }

    @Test
    void damageInAnOlderSegmentIsFoundWhenItIsRead() throws Exception {
        try (SegmentedJournal journal = open(SMALL)) {
            for (int i = 0; i < 100; i++) {
                append(journal, "record " + i);
            }
        }
        Path oldest = folder.resolve("0000000000000000000.seg1");
        Files.write(oldest, new byte[] {9}, StandardOpenOption.WRITE);
        try (SegmentedJournal journal = open(SMALL)) {
            assertThrows(IOException.class, () -> journal.read(0, 10));
        }
    }

    @Test
    void aSegmentOfAnUnknownFormatIsRefused() throws Exception {
        Files.createFile(folder.resolve("0000000000000000000.seg2"));
        assertTrue(assertThrows(IOException.class, () -> open(SMALL)).getMessage().contains("another version"));
    }

    @Test
    void aFullDiskFailsAppendsKeepsNothingOfThemAndResumesByItself() throws Exception {
        FaultyDisk disk = new FaultyDisk();
        try (SegmentedJournal journal = open(SMALL.with(disk))) {
            append(journal, "before");
            disk.room = 30;
            CompletableFuture<Long> large = journal.append((byte) 1, (byte) 1, new byte[300]).toCompletableFuture();
            assertInstanceOf(JournalFull.class, assertThrows(CompletionException.class, large::join).getCause());
            assertTrue(journal.status().trouble().contains("free some space"));
            assertEquals(journal.end(), Files.size(folder.resolve("0000000000000000000.seg1")), "the part that was written is cut away");
            disk.room = Long.MAX_VALUE;
            append(journal, "after");
            assertEquals(null, journal.status().trouble());
        }
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(List.of("before", "after"), texts(journal.read(0, 10)));
        }
    }

    @Test
    void littleFreeSpaceCountsAsFull() throws Exception {
        Disk crowded = new Disk() {
            @Override
            public long free(Path where) {
                return 1 << 20;
            }
        };
        try (SegmentedJournal journal = open(JournalTuning.DEFAULT.with(crowded))) {
            assertInstanceOf(JournalFull.class, assertThrows(CompletionException.class, () -> journal.append((byte) 1, (byte) 1, bytes("a")).toCompletableFuture().join()).getCause());
        }
    }

    @Test
    void aJournalIsOpenOnce() throws Exception {
        try (SegmentedJournal journal = open(SMALL)) {
            assertTrue(assertThrows(IOException.class, () -> open(SMALL)).getMessage().contains("open already"));
            append(journal, "still works");
        }
        open(SMALL).close();
    }

    @Test
    void closeWritesWhatWasAppendedAndRefusesMore() throws Exception {
        SegmentedJournal journal = open(SMALL);
        CompletableFuture<Long> queued = journal.append((byte) 1, (byte) 1, bytes("queued")).toCompletableFuture();
        journal.close();
        assertTrue(queued.isDone() && !queued.isCompletedExceptionally());
        assertThrows(CompletionException.class, () -> journal.append((byte) 1, (byte) 1, bytes("late")).toCompletableFuture().join());
        journal.close();
    }

    @Test
    void concurrentAppendsKeepEachCallersOrder() throws Exception {
        try (SegmentedJournal journal = open(SMALL)) {
            List<Thread> callers = new ArrayList<>();
            for (int caller = 0; caller < 4; caller++) {
                String name = "caller" + caller;
                callers.add(new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        CompletableFuture<Long> done = journal.append((byte) 1, (byte) 1, bytes(name + " " + i)).toCompletableFuture();
                        if (i % 50 == 0) {
                            done.join();
                        }
                    }
                }));
            }
            callers.forEach(Thread::start);
            for (Thread caller : callers) {
                caller.join();
            }
            append(journal, "end 0");
            Map<String, Integer> next = new HashMap<>();
            for (String text : texts(journal.read(0, 10_000))) {
                String[] parts = text.split(" ");
                assertEquals(next.getOrDefault(parts[0], 0), Integer.parseInt(parts[1]), parts[0]);
                next.merge(parts[0], 1, Integer::sum);
            }
            assertEquals(500, next.get("caller3"));
        }
    }

    @Test
    void truncateDropsWholeSegmentsBeforeAPositionAndKeepsTheEnd() throws Exception {
        long end;
        try (SegmentedJournal journal = open(SMALL)) {
            for (int i = 0; i < 200; i++) {
                append(journal, "record " + i);
            }
            long middle = journal.read(0, 100).get(99).next();
            journal.truncate(middle);
            assertTrue(journal.first() > 0 && journal.first() <= middle);
            assertEquals("record 100", text(journal.read(middle, 1).get(0)));
            assertEquals(journal.first(), journal.read(0, 1).get(0).position(), "what is gone is passed over");
            journal.truncate(Long.MAX_VALUE);
            end = journal.end();
        }
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(end, journal.end());
        }
    }

    @Test
    void aSnapshotIsReplacedWholeAndSurvivesAFailingWriter() throws Exception {
        try (SegmentedJournal journal = open(SMALL)) {
            assertTrue(journal.snapshot().isEmpty());
            journal.snapshot(10, to -> to.write(bytes("one")));
            assertThrows(IOException.class, () -> journal.snapshot(20, to -> {
                to.write(bytes("two"));
                throw new IOException("no more");
            }));
        }
        try (SegmentedJournal journal = open(SMALL)) {
            assertEquals(10, journal.snapshot().orElseThrow().position());
            assertArrayEquals(bytes("one"), journal.snapshot().orElseThrow().open().readAllBytes());
        }
        Path file = folder.resolve("snapshot");
        byte[] bytes = Files.readAllBytes(file);
        bytes[17] ^= 1;
        Files.write(file, bytes);
        assertTrue(assertThrows(IOException.class, () -> open(SMALL)).getMessage().contains(file.toString()), "the records it stood for may be gone: nobody goes on without it");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws Exception {
        try (FileJournals journals = new FileJournals(folder)) {
            for (String name : List.of("", "..", "../x", "A", "a/b", ".hidden", "readings", "site")) {
                assertThrows(IOException.class, () -> journals.open(name), name);
            }
            journals.open("twin.changes-1");
            assertFalse(Files.notExists(folder.resolve("twin.changes-1")));
            assertThrows(IOException.class, () -> journals.open("twin.changes-1"));
            assertEquals("twin.changes-1", journals.status().get(0).name());
        }
    }

    private SegmentedJournal open(JournalTuning tuning) throws IOException {
        return new SegmentedJournal(folder, tuning, Damage.REFUSE, () -> {}, () -> {});
    }

    static long append(SegmentedJournal journal, String text) throws Exception {
        return journal.append((byte) 1, (byte) 1, bytes(text)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(JournalRecord record) {
        return new String(record.body(), StandardCharsets.UTF_8);
    }

    static List<String> texts(List<JournalRecord> records) {
        return records.stream().map(SegmentedJournalTest::text).toList();
    }
}
