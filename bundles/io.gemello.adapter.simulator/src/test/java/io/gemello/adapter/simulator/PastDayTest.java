package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.Sample;
import io.gemello.api.journal.JournalFull;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastDayTest {
    private static final long MORNING = 1_750_000_040L;
    private static final String[] POINTS = {"rack-1-01-inlet-top", "rack-3-01-inlet-top", "crac-2-mode"};
    @TempDir
    Path folder;

    private PastDay past(FakeIntake intake, long now, long hours) throws IOException {
        return new PastDay(intake, new KeptFile(folder.resolve("hall.history")), second -> new DataHall(1, second), now, hours);
    }

    /** Runs it to its end. */
    private List<Sample> filled(FakeIntake intake, long hours) throws Exception {
        try (PastDay past = past(intake, MORNING, hours)) {
            past.start();
            Until.holds("all of it is filled in", () -> !intake.opened().isEmpty() && intake.open().isEmpty());
        }
        return intake.samples();
    }

    @Test
    void everyWantedPointHasAValueEachMinuteUpToTheStartAsItsDeviceWouldSayIt() throws Exception {
        List<Sample> samples = filled(new FakeIntake(POINTS), 1);
        assertEquals(POINTS.length * 60, samples.size());
        long first = (MORNING - 20 - 3600) * 1_000_000_000L;
        for (int i = 0; i < samples.size(); i++) {
            assertEquals(first + i / POINTS.length * 60_000_000_000L, samples.get(i).epochNanos());
        }
        assertEquals(List.of("[degF]", "Cel"), samples.subList(0, 2).stream().map(Sample::unit).toList());
        assertTrue(samples.get(0).value().toString().matches("6\\d\\.\\d"), samples.get(0)::toString);
        assertEquals("cooling", samples.get(2).value());
    }

    /** The history leads to what the living hall says at its start. */
    @Test
    void historyEndsWhereTheLivingHallBegins() throws Exception {
        List<Sample> samples = filled(new FakeIntake("rack-3-01-outlet"), 1);
        double last = Double.parseDouble(samples.get(samples.size() - 1).value().toString());
        assertEquals(new DataHall(1, MORNING).hall().rack(2, 0).outlet(), last, 0.3);
    }

    @Test
    void itIsFilledInOnceForADataFolder() throws Exception {
        filled(new FakeIntake(POINTS), 1);
        FakeIntake again = new FakeIntake(POINTS);
        try (PastDay past = past(again, MORNING + 100_000, 1)) {
            past.start();
        }
        assertEquals(List.of(), again.opened());
    }

    /** Stopped in the middle, with a batch taken and not durable: nothing is missing at the end, and what comes twice has the same time. */
    @Test
    void itGoesOnWhereItWasStopped() throws Exception {
        FakeIntake first = new FakeIntake(POINTS);
        PastDay stopped = past(first, MORNING, 2);
        stopped.start();
        Until.holds("some of it is durable", () -> first.samples().size() >= 2 * 10 * POINTS.length);
        first.withhold();
        int taken = first.samples().size();
        Until.holds("a batch is under way", () -> first.samples().size() > taken);
        stopped.close();
        FakeIntake second = new FakeIntake(POINTS);
        List<Sample> rest = filled(second, 2);
        assertTrue(rest.size() < 120 * POINTS.length, "it began anew");
        Set<String> times = new HashSet<>();
        List.of(first.samples(), rest).forEach(list -> list.forEach(sample -> times.add(sample.to().address() + sample.epochNanos())));
        assertEquals(120 * POINTS.length, times.size());
        assertEquals(10 * POINTS.length, first.samples().size() + rest.size() - times.size(), "only what was not durable comes again");
    }

    @Test
    void itWaitsForTheSite() throws Exception {
        FakeIntake intake = new FakeIntake();
        try (PastDay past = past(intake, MORNING, 1)) {
            past.start();
            Until.holds("it has opened its session", () -> !intake.open().isEmpty());
            intake.want(POINTS);
            Until.holds("and fills in", () -> !intake.samples().isEmpty());
        }
        assertEquals(List.of(), intake.open());
    }

    @Test
    void aFullDiskStopsItAndABrokenFileIsNamed() throws Exception {
        FakeIntake full = new FakeIntake(POINTS);
        full.refuse(new JournalFull("full"));
        try (PastDay past = past(full, MORNING, 1)) {
            past.start();
            Until.holds("it has tried", () -> !full.statuses().isEmpty());
        }
        assertEquals(60 * POINTS.length, filled(new FakeIntake(POINTS), 1).size());
        Files.writeString(folder.resolve("hall.history"), "from = x\n");
        IOException named = assertThrows(IOException.class, () -> past(full, MORNING, 1));
        assertTrue(named.getMessage().contains("hall.history"), named.getMessage());
        assertFalse(named.getMessage().contains("\n"));
    }
}
