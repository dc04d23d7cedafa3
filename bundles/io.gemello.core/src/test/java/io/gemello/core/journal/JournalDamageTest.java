package io.gemello.core.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.journal.JournalRecord;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever happens to the files: what was acknowledged before the damage comes back, and nothing comes back that was not written. */
class JournalDamageTest {
    private static final JournalTuning SMALL = new JournalTuning(700, 0, 0, Disk.REAL);

    private static final int MILLION = 1_000_000;

    private record Written(long position, long next, int seed) {}

    @Property(tries = 150, seed = "20250117")
    void cutAtAnyByteEverythingBeforeTheCutComesBack(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 200) Integer> sizes,
                                                     @ForAll @IntRange(max = MILLION) int where, @ForAll @IntRange(max = 40) int rubbish) throws Exception {
        inFolder(folder -> {
            List<Written> written = write(folder, SMALL, sizes);
            long cut = part(where, written.get(written.size() - 1).next());
            cutAt(folder, cut);
            append(folder, rubbish, written.size());
            List<Written> kept = written.stream().filter(record -> record.next() <= cut).toList();
            try (SegmentedJournal journal = open(folder, Damage.REFUSE)) {
                assertEquals(kept, read(journal));
                assertTrue(journal.end() >= cut, "positions only grow");
                kept = new ArrayList<>(kept);
                kept.add(write(journal, 77));
            }
            try (SegmentedJournal journal = open(folder, Damage.REFUSE)) {
                assertEquals(kept, read(journal));
            }
        });
    }

    @Property(tries = 150, seed = "20250117")
    void flippedBitsCostTheRecordsTheyAreInAndNoOther(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 200) Integer> sizes,
                                                      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = MILLION - 1) Integer> flips, @ForAll @IntRange(max = 7) int bit) throws Exception {
        inFolder(folder -> {
            List<Written> written = write(folder, SMALL, sizes);
            long end = written.get(written.size() - 1).next();
            List<Long> flipped = flips.stream().map(part -> part(part, end)).distinct().toList();
            for (long at : flipped) {
                flip(folder, at, bit);
            }
            List<Written> whole = written.stream().filter(record -> flipped.stream().noneMatch(at -> at >= record.position() && at < record.next())).toList();
            List<Long> damage = new ArrayList<>();
            try (SegmentedJournal journal = open(folder, (segment, position, bytes) -> damage.add(position))) {
                assertEquals(whole, read(journal));
                assertTrue(whole.size() < written.size() && damage.size() + (journal.cut() > 0 ? 1 : 0) > 0, "no damage goes unseen");
            }
        });
    }

    @Property(tries = 150, seed = "20250117")
    void aStrictJournalIsNeverReadOverFlippedBits(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 200) Integer> sizes,
                                                  @ForAll @IntRange(max = MILLION - 1) int flip, @ForAll @IntRange(max = 7) int bit) throws Exception {
        inFolder(folder -> {
            List<Written> written = write(folder, SMALL, sizes);
            long at = part(flip, written.get(written.size() - 1).next());
            flip(folder, at, bit);
            List<Written> before = written.stream().filter(record -> record.next() <= at).toList();
            List<Written> got = new ArrayList<>();
            boolean refused = false;
            try (SegmentedJournal journal = open(folder, Damage.REFUSE); RecordCursor cursor = journal.cursor(0)) {
                for (JournalRecord record; (record = cursor.next()) != null;) {
                    got.add(written(record));
                }
            } catch (IOException damaged) {
                refused = true;
                assertTrue(damaged.getMessage().contains("offset"), damaged.getMessage());
            }
            boolean inTheLast = at >= written.get(written.size() - 1).position();
            assertTrue(refused || inTheLast, "only what looks like an unfinished write may be cut");
            assertTrue(got.isEmpty() && refused || got.equals(before), got + " instead of " + before);
        });
    }

    @Property(tries = 100, seed = "20250117")
    void onADiskThatFillsUpExactlyTheAcknowledgedComesBack(@ForAll @Size(min = 1, max = 40) List<@IntRange(max = 300) Integer> sizes,
                                                           @ForAll @Size(min = 1, max = 10) List<@IntRange(max = 900) Integer> rooms) throws Exception {
        inFolder(folder -> {
            FaultyDisk disk = new FaultyDisk();
            List<Written> acknowledged = new ArrayList<>();
            try (SegmentedJournal journal = new SegmentedJournal(folder, SMALL.with(disk), Damage.REFUSE, () -> {}, () -> {})) {
                for (int i = 0; i < sizes.size(); i++) {
                    if (i % 4 == 0) {
                        disk.room = rooms.get(i / 4 % rooms.size());
                    }
                    byte[] body = body(sizes.get(i), i);
                    CompletableFuture<Long> done = journal.append((byte) 1, (byte) 1, body).toCompletableFuture();
                    Long position = done.handle((at, full) -> at).join();
                    if (position != null) {
                        acknowledged.add(new Written(position, position + RecordFormat.HEADER + body.length, i));
                    }
                }
                assertEquals(acknowledged, read(journal));
            }
            try (SegmentedJournal journal = open(folder, Damage.REFUSE)) {
                assertEquals(acknowledged, read(journal));
                assertEquals(0, journal.cut());
            }
        });
    }

    private static long part(int millionths, long of) {
        return millionths * of / MILLION;
    }

    private static List<Written> write(Path folder, JournalTuning tuning, List<Integer> sizes) throws IOException {
        List<Written> written = new ArrayList<>();
        try (SegmentedJournal journal = new SegmentedJournal(folder, tuning, Damage.REFUSE, () -> {}, () -> {})) {
            for (int size : sizes) {
                written.add(write(journal, size));
            }
        }
        return written;
    }

    private static Written write(SegmentedJournal journal, int size) {
        int seed = (int) (journal.end() % 1_000_003);
        byte[] body = body(size, seed);
        long position = journal.append((byte) 1, (byte) 1, body).toCompletableFuture().join();
        return new Written(position, position + RecordFormat.HEADER + body.length, seed);
    }

    /** A body that says what it should be: its seed, then bytes that follow from it. */
    private static byte[] body(int size, int seed) {
        byte[] body = new byte[size + 4];
        new Random(seed).nextBytes(body);
        ByteBuffer.wrap(body).putInt(seed);
        return body;
    }

    private static Written written(JournalRecord record) {
        int seed = ByteBuffer.wrap(record.body()).getInt();
        assertEquals(ByteBuffer.wrap(body(record.body().length - 4, seed)), ByteBuffer.wrap(record.body()), "an invented record");
        return new Written(record.position(), record.next(), seed);
    }

    private static List<Written> read(SegmentedJournal journal) throws IOException {
        return journal.read(0, Integer.MAX_VALUE).stream().map(JournalDamageTest::written).toList();
    }

    private static SegmentedJournal open(Path folder, Damage damage) throws IOException {
        return new SegmentedJournal(folder, SMALL, damage, () -> {}, () -> {});
    }

    /** As a crash leaves it: the later segments were never made, this one ends here. */
    private static void cutAt(Path folder, long position) throws IOException {
        for (Segment segment : new Segments(folder).all()) {
            if (segment.base() > position) {
                Files.delete(segment.file());
            } else if (segment.base() + Files.size(segment.file()) > position) {
                try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw")) {
                    file.setLength(position - segment.base());
                }
            }
        }
    }

    private static void append(Path folder, int rubbish, int seed) throws IOException {
        byte[] bytes = new byte[rubbish];
        new Random(seed).nextBytes(bytes);
        Files.write(new Segments(folder).last().file(), bytes, StandardOpenOption.APPEND);
    }

    private static void flip(Path folder, long position, int bit) throws IOException {
        Segment segment = new Segments(folder).holding(position);
        try (RandomAccessFile file = new RandomAccessFile(segment.file().toFile(), "rw")) {
            file.seek(position - segment.base());
            int before = file.read();
            file.seek(position - segment.base());
            file.write(before ^ 1 << bit);
        }
    }

    private interface Trial {
        void in(Path folder) throws Exception;
    }

    private static void inFolder(Trial trial) throws Exception {
        Path folder = Files.createTempDirectory("journal");
        try {
            trial.in(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
