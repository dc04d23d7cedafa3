package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Live scans by a real child process that answers as ipmitool does. */
class LiveScansTest {
    private static final long NOW = 1_748_908_811_000_000_000L;

    @TempDir
    private Path folder;
    private FakeIpmitool ipmitool;
    private final FakeIntake intake = new FakeIntake();
    private final IntakeSession session = intake.open(new AdapterInfo("hall", "ipmi", ""));
    private final LineCounts lines = new LineCounts(kind -> session.lost(kind.word(), 1));
    private final ScanCounts scans = new ScanCounts();
    private LiveScans live;

    @BeforeEach
    void install() throws Exception {
        ipmitool = new FakeIpmitool(folder);
    }

    @AfterEach
    void noChildAndNoThreadIsLeft() throws Exception {
        if (live != null) {
            live.close();
        }
        for (long pid : ipmitool.hanging()) {
            Until.holds("child " + pid + " is gone", () -> !FakeIpmitool.runs(pid));
        }
        Until.holds("no thread is left", () -> Thread.getAllStackTraces().keySet().stream().noneMatch(thread -> thread.getName().matches("gemello-ipmi-hall-(retry-)?[0-9]+")));
    }

    @Test
    void samplesCarryAddressUnitAndTheTimeOfTheScansBegin() throws Exception {
        scan(60, "good1");
        Until.holds("samples", () -> intake.samples().size() == 2);
        Sample power = intake.samples().get(1);
        assertEquals("good1/Sys Power", power.to().address());
        assertEquals(270.0, power.value());
        assertEquals("Watts", power.unit());
        assertEquals(NOW, power.epochNanos());
        assertEquals(List.of("good1 lanplus admin yes"), ipmitool.calls());
        assertEquals(1, lines.of(SdrLine.Kind.DISCRETE));
        Until.holds("status", () -> intake.status().state() == State.CONNECTED);
    }

    @Test
    void hostsAreScannedAgainAfterTheInterval() throws Exception {
        scan(1, "good1", "good2");
        Until.holds("two rounds", () -> intake.samples().size() >= 8);
        assertEquals(0, scans.of(ScanCounts.FAILED));
    }

    /** More dead hosts than threads: those that answer must not wait for them. */
    @Test
    void hostsThatHangHoldUpNoOther() throws Exception {
        scan(1, 2, "slow1", "slow2", "slow3", "slow4", "slow5", "slow6", "good1");
        Until.holds("three scans of the good host", () -> intake.samples().size() >= 6);
        Until.holds("status names who fails", () -> intake.status().state() == State.DEGRADED && intake.status().message().contains("slow1 (no answer within 2 s)"));
        assertTrue(scans.of(ScanCounts.TIMED_OUT) > 0);
    }

    @Test
    void whatAHostSaidBeforeItHungIsKeptAndTheStumpIsNot() throws Exception {
        scan(60, 2, "half");
        Until.holds("time-out", () -> scans.of(ScanCounts.TIMED_OUT) == 1);
        assertEquals(1, intake.samples().size());
        assertEquals("half/CPU 1 Temp", intake.samples().get(0).to().address());
        assertEquals(Map.of("malformed", 1L), intake.lost());
    }

    @Test
    void endlessOutputIsBounded() throws Exception {
        scan(60, 2, "endless");
        Until.holds("time-out", () -> scans.of(ScanCounts.TIMED_OUT) == 1);
        assertEquals(SdrText.MAX_LINES, intake.samples().size());
    }

    @Test
    void ipmitoolsOwnWordsSayWhyAHostFails() throws Exception {
        scan(60, "dead1");
        Until.holds("status", () -> intake.status().state() != State.STARTING);
        assertEquals(State.DISCONNECTED, intake.status().state());
        assertEquals("1 of 1 hosts do not answer: dead1 (Error: Unable to establish IPMI v2 / RMCP+ session)", intake.status().message());
        assertEquals(1, live.failingHosts());
    }

    @Test
    void aMissingCommandSaysWhatToInstall() throws Exception {
        start(settings(folder.resolve("nowhere/ipmitool"), 60, "good1"));
        Until.holds("status", () -> intake.status().state() != State.STARTING);
        assertEquals(State.MISCONFIGURED, intake.status().state());
        assertTrue(intake.status().message().contains("install ipmitool"), intake.status().message());
    }

    @Test
    void aPasswordThatOthersMayReadIsRefusedUntilItIsMended() throws Exception {
        Files.setPosixFilePermissions(ipmitool.password(), PosixFilePermissions.fromString("rw-r-----"));
        scan(1, "good1");
        Until.holds("refusal", () -> intake.status().message().contains("chmod 600"));
        assertEquals(State.MISCONFIGURED, intake.status().state());
        assertEquals(List.of(), ipmitool.calls(), "nothing was started");
        Files.setPosixFilePermissions(ipmitool.password(), PosixFilePermissions.fromString("rw-------"));
        Until.holds("recovery", () -> intake.status().state() == State.CONNECTED);
    }

    @Test
    void stopStartStopLeavesNoChildAndNoThread() throws Exception {
        for (int round = 1; round <= 3; round++) {
            int started = 2 * round;
            scan(1, 60, "parent", "good1");
            Until.holds("the hanging child runs", () -> ipmitool.hanging().size() == started);
            live.close();
            for (long pid : ipmitool.hanging()) {
                Until.holds("child " + pid + " is gone", () -> !FakeIpmitool.runs(pid));
            }
        }
    }

    @Test
    void whatAFullDiskRefusesIsCountedAsLost() throws Exception {
        intake.refuse(new JournalFull("no room"));
        scan(60, "good1");
        Until.holds("loss is told", () -> intake.lost().equals(Map.of("journal-full", 2L)));
    }

    @Test
    void pausesDoubleUpToAQuarterOfAnHour() {
        Duration minute = Duration.ofMinutes(1);
        assertEquals(minute, LiveScans.pause(minute, 0));
        assertEquals(minute, LiveScans.pause(minute, 1));
        assertEquals(minute.multipliedBy(4), LiveScans.pause(minute, 3));
        assertEquals(Duration.ofMinutes(15), LiveScans.pause(minute, 5));
        assertEquals(Duration.ofMinutes(15), LiveScans.pause(minute, 5000));
        assertEquals(Duration.ofHours(1), LiveScans.pause(Duration.ofHours(1), 3));
    }

    private void scan(int intervalSeconds, String... hosts) {
        scan(intervalSeconds, 10, hosts);
    }

    private void scan(int intervalSeconds, int timeoutSeconds, String... hosts) {
        start(settings(ipmitool.program(), intervalSeconds, timeoutSeconds, hosts));
    }

    private void start(LiveSettings settings) {
        live = new LiveScans(settings, new FakeClock(NOW), session, lines, scans);
        live.start();
    }

    private LiveSettings settings(Path program, int interval, String... hosts) {
        return settings(program, interval, 10, hosts);
    }

    private LiveSettings settings(Path program, int interval, int timeout, String... hosts) {
        Set<String> names = new LinkedHashSet<>(List.of(hosts));
        return new LiveSettings("hall", names, "admin", ipmitool.password(), Duration.ofSeconds(interval), Duration.ofSeconds(timeout), program.toString(), List.of(), "lanplus", 4);
    }
}
