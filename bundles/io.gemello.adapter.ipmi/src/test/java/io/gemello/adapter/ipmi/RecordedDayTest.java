package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.adapter.ipmi.SdrLine.Kind;
import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.testkit.FakeIntake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twelve real servers, one day, with a power-down of most of them: against numbers that were computed elsewhere. */
class RecordedDayTest {
    private static Path folder;
    private static FakeIntake intake;
    private static PlayedDay day;
    private static LineCounts counts;

    @BeforeAll
    static void play() throws Exception {
        folder = SharedData.harvardIpmi();
        intake = new FakeIntake();
        day = new PlayedDay(intake);
        IntakeSession session = intake.open(new AdapterInfo("day", "ipmi", ""));
        counts = new LineCounts(kind -> session.lost(kind.word(), 1));
        new Replay("day", folder, Pace.of("max"), day, session, counts, new ScanCounts()).play();
    }

    @Test
    void countMinMaxFirstAndLastOfEverySeriesAreExact() throws IOException {
        Map<String, List<Double>> series = new HashMap<>();
        for (Sample sample : intake.samples()) {
            series.computeIfAbsent(sample.to().address() + " in " + sample.unit(), key -> new ArrayList<>()).add((Double) sample.value());
        }
        Map<String, String> found = new TreeMap<>();
        series.forEach((key, values) -> found.put(key, values.size() + " " + values.stream().min(Double::compare).get() + " "
                + values.stream().max(Double::compare).get() + " " + values.get(0) + " " + values.get(values.size() - 1)));
        Map<String, String> expected = new TreeMap<>();
        for (String row : Files.readAllLines(folder.resolve("expected-series.tsv")).stream().skip(1).toList()) {
            String[] column = row.split("\t");
            String host = column[0].replaceFirst("-\\d{4}-\\d{2}-\\d{2}\\.txt$", "");
            expected.put(host + "/" + column[4] + " in " + column[5], column[6] + " " + Double.valueOf(column[8]) + " "
                    + Double.valueOf(column[9]) + " " + Double.valueOf(column[10]) + " " + Double.valueOf(column[11]));
        }
        assertEquals(173, expected.size());
        assertEquals(expected, found);
    }

    @Test
    void silenceIsNoticedByTheStampsOfEmptyScans() {
        assertEquals(Map.of("never stale", 33, "stale and back", 127, "stale to the end", 13), day.staleness());
    }

    /** The counts of lines are those of the raw text, taken by other means. */
    @Test
    void everyLineOfTheDayIsAccountedFor() {
        assertEquals(85_330, counts.of(Kind.READING));
        assertEquals(446_030, counts.of(Kind.DISCRETE));
        assertEquals(112_360, counts.of(Kind.NOT_READABLE));
        assertEquals(46_578, counts.of(Kind.NO_READING));
        assertEquals(Map.of(), intake.lost());
        assertEquals(State.CONNECTED, intake.status().state());
    }
}
