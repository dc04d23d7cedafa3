package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Until;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    @TempDir
    private Path folder;
    private final FakeIntake intake = new FakeIntake();
    private final IntakeSession session = intake.open(new AdapterInfo("hall", "ipmi", ""));
    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void filesAreMergedByTimeAndEmptyScansMoveTheClockToo() throws IOException {
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"), scan("00:01:01"), scan("00:02:01", "T | 3 Volts | ok"));
        writeGz("b-2025-06-03.txt.gz", scan("00:00:01", "T | 10 Volts | ok"), scan("00:01:00", "T | 20 Volts | ok"));
        play();
        assertEquals(List.of("clock 00:00:01", "a/T 1.0 at 00:00:01", "b/T 10.0 at 00:00:01", "clock 00:01:00", "b/T 20.0 at 00:01:00",
                "clock 00:01:01", "clock 00:02:01", "a/T 3.0 at 00:02:01"), events);
    }

    /** The clock may only move over what is durable, else a point whose reading is on its way would be called stale. */
    @Test
    void theClockWaitsUntilWhatWasSentIsDurable() throws Exception {
        intake.withhold();
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"), scan("00:01:01"));
        try (Replay replay = replay("max")) {
            replay.start();
            Until.holds("first scan is sent", () -> intake.samples().size() == 1);
            assertEquals(List.of("clock 00:00:01"), events.stream().filter(e -> e.startsWith("clock")).toList());
            intake.release();
            Until.holds("the clock moves on", () -> events.contains("clock 00:01:01"));
        }
    }

    @Test
    void aBlockOlderThanItsPredecessorIsLateDataAndMovesNoClock() throws IOException {
        write("a-2025-06-03.txt", scan("00:10:00", "T | 1 Volts | ok"), scan("00:02:00", "T | 2 Volts | ok"), scan("00:11:00", "T | 3 Volts | ok"));
        write("b-2025-06-03.txt", scan("00:10:30"));
        play();
        assertEquals(List.of("clock 00:10:00", "a/T 1.0 at 00:10:00", "a/T 2.0 at 00:02:00", "clock 00:10:30", "clock 00:11:00", "a/T 3.0 at 00:11:00"), events);
    }

    @Test
    void aStampOfAnotherAgeIsNoStampAndTheClockStaysInTheDay() throws IOException {
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"), "Timestamp: 2099-01-01 00:00:00 UTC\nT | 2 Volts | ok\n",
                "Timestamp: yesterday\nT | 3 Volts | ok\n", scan("00:01:01", "T | 4 Volts | ok"));
        play();
        assertEquals(List.of("clock 00:00:01", "a/T 1.0 at 00:00:01", "clock 00:01:01", "a/T 4.0 at 00:01:01"), events);
        assertEquals(Map.of("untimed", 4L), intake.lost());
    }

    @Test
    void aFullDiskIsWaitedFor() throws IOException {
        intake.refuseOnce(new JournalFull("no room"));
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"), scan("00:01:01"));
        play();
        assertEquals(1, intake.samples().size());
        assertEquals("clock 00:01:01", events.get(events.size() - 1));
        assertEquals(Map.of(), intake.lost());
    }

    @Test
    void theLastWordIsReplayFinished() throws IOException {
        write("a-2025-06-03.txt", scan("00:00:01"));
        PrintStream terminal = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true));
        try {
            play();
        } finally {
            System.setOut(terminal);
        }
        assertEquals("replay finished" + System.lineSeparator(), said.toString());
    }

    @Test
    void aWrongFileIsNamedAndNothingIsPlayed() throws IOException {
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"));
        write("notes.txt", "nothing");
        assertRefused("notes.txt is not named HOST-YYYY-MM-DD.txt");
        Files.move(folder.resolve("notes.txt"), folder.resolve("notes-2025-13-03.txt"));
        assertRefused("notes-2025-13-03.txt holds no date");
        Files.move(folder.resolve("notes-2025-13-03.txt"), folder.resolve("notes-2025-06-03.txt"));
        assertRefused("notes-2025-06-03.txt does not begin with a line 'Timestamp:");
        Files.move(folder.resolve("notes-2025-06-03.txt"), folder.resolve("notes-2025-06-03.txt.gz"));
        assertRefused("notes-2025-06-03.txt.gz cannot be read: java.util.zip.ZipException: Not in GZIP format");
        assertEquals(List.of(), events);
    }

    @Test
    void aFolderWithoutRecordingsIsRefused() {
        assertRefused("holds no HOST-YYYY-MM-DD.txt");
    }

    @Test
    void aDamagedFileEndsThereAndTheOthersGoOn() throws IOException {
        String[] scans = new String[2000];
        Arrays.setAll(scans, i -> scan("%02d:%02d:00".formatted(i / 60 % 24, i % 60), "T" + i * 7919 % 1000 + " | " + i + " Volts | ok"));
        writeGz("a-2025-06-03.txt.gz", scans);
        byte[] whole = Files.readAllBytes(folder.resolve("a-2025-06-03.txt.gz"));
        Files.write(folder.resolve("a-2025-06-03.txt.gz"), Arrays.copyOf(whole, whole.length / 2));
        write("b-2025-06-03.txt", scan("00:00:30"), scan("23:59:59", "T | 5 Volts | ok"));
        play();
        assertEquals("b/T 5.0 at 23:59:59", events.get(events.size() - 1));
        assertTrue(intake.samples().size() > 100);
        assertEquals(State.DEGRADED, intake.status().state());
        assertTrue(intake.status().message().contains("a-2025-06-03.txt.gz is damaged"), intake.status().message());
        assertEquals(Map.of("damaged-recording", 1L), intake.lost());
    }

    @Test
    void theFileOfTheNextDayFollows() throws IOException {
        write("a-2025-06-03.txt", scan("23:59:00", "T | 1 Volts | ok"));
        write("a-2025-06-04.txt", "Timestamp: 2025-06-04 00:00:30 UTC\nT | 2 Volts | ok\n");
        play();
        assertEquals(List.of("clock 23:59:00", "a/T 1.0 at 23:59:00", "clock 00:00:30", "a/T 2.0 at 00:00:30"), events);
    }

    @Test
    void paceIsSiteSecondsPerSecond() {
        long minute = 60_000_000_000L;
        Pace pace = Pace.of("60");
        assertEquals(0, pace.delay(1_000 * minute, 5), "the first scan is due at once");
        assertEquals(minute / 60, pace.delay(1_001 * minute, 5));
        assertEquals(0, pace.delay(1_001 * minute, 5 + minute / 60));
        Pace max = Pace.of("max");
        assertTrue(max.delay(0, 5) <= 0 && max.delay(1_000 * minute, 6) <= 0);
        Pace real = Pace.of(null);
        real.delay(0, 0);
        assertEquals(minute, real.delay(minute, 0));
    }

    @Test
    void aSpeedThatIsNoneIsRefused() {
        for (String speed : List.of("0", "-1", "fast", "NaN", "Infinity", "")) {
            assertThrows(IllegalArgumentException.class, () -> Pace.of(speed), speed);
        }
    }

    @Test
    void closeStopsASlowReplayAtOnce() throws Exception {
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok"), scan("00:01:01", "T | 2 Volts | ok"));
        Replay replay = replay("1");
        replay.start();
        Until.holds("first scan", () -> intake.samples().size() == 1);
        replay.close();
        assertEquals(1, intake.samples().size());
        assertTrue(Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().equals("gemello-ipmi-hall-replay")));
    }

    /** A name used for two quantities is told apart where the site asks for it. */
    @Test
    void theSiteMayAskForOneUnitOfASensor() throws IOException {
        intake.want("a/T | Watts", "a/T");
        write("a-2025-06-03.txt", scan("00:00:01", "T | 1 Volts | ok", "T | 2 Watts | ok"), scan("00:01:01", "T | 3 Watts | ok"));
        play();
        assertEquals(List.of("a/T", "a/T[2]", "a/T | Watts"), intake.samples().stream().map(sample -> sample.to().address()).toList());
    }

    private void assertRefused(String message) {
        Replay replay = replay("max");
        replay.play();
        assertEquals(State.MISCONFIGURED, intake.status().state());
        assertTrue(intake.status().message().contains(message), intake.status().message());
        assertFalse(intake.status().message().contains("\n"));
        assertNull(intake.samples().stream().findAny().orElse(null));
    }

    private void play() {
        replay("max").play();
        takeIn();
    }

    private Replay replay(String speed) {
        return new Replay("hall", folder, Pace.of(speed), now -> {
            takeIn();
            events.add("clock " + time(now));
        }, session, new LineCounts(kind -> session.lost(kind.word(), 1)), new ScanCounts());
    }

    private int taken;

    private void takeIn() {
        List<String> came = new ArrayList<>();
        for (Sample sample : intake.samplesFrom(taken)) {
            came.add(sample.to().address() + " " + sample.value() + " at " + time(sample.epochNanos()));
        }
        taken += came.size();
        events.addAll(came);
    }

    private static String time(long epochNanos) {
        return Instant.ofEpochSecond(0, epochNanos).toString().substring(11, 19);
    }

    private static String scan(String time, String... lines) {
        return "Timestamp: 2025-06-03 " + time + " UTC\n" + (lines.length == 0 ? "" : String.join("\n", lines) + "\n");
    }

    private void write(String name, String... blocks) throws IOException {
        Files.writeString(folder.resolve(name), String.join("", blocks));
    }

    private void writeGz(String name, String... blocks) throws IOException {
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            out.write(String.join("", blocks).getBytes());
        }
    }
}
