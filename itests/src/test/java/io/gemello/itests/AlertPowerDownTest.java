package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.itests.AlertRecord.Line;
import io.gemello.itests.RecordedDay.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded day on which most of twelve real servers were switched off from 02:37 to about 22:00, watched by rules: what the
 * history tells is held against what the raw text says.
 */
class AlertPowerDownTest {
    /** No gap between two scans is this long to the nanosecond, so none stands on the edge. */
    private static final Duration SILENT_AFTER = Duration.ofMillis(900_500);
    private static final String RULES = """
        {"rules": [
          {"rule": "silent", "kind": "stale", "for": {"type": "server"}, "after": "900.5 s"},
          {"rule": "low", "kind": "limit", "for": {"type": "server"}, "limits": {"lo": 0.5}, "except": [{"for": {"feature": "cpu-*-dts"}, "limits": {"lo": -60}}]},
          {"rule": "battery", "kind": "limit", "for": {"feature": "cmos-battery"}, "limits": {"lo": 2.8, "lolo": 2.5}},
          {"rule": "supply", "kind": "off-normal", "for": {"feature": "psu2-ac-in-pwr"}, "normal": [5, 35]}
        ]}""";
    /** The one whose fans stop and one with a weak battery; all of their points go silent. */
    private static final List<String> TWO = List.of("holy7c24601", "holygpu2c0702");
    @TempDir Path folder;
    private RecordedDay day;
    private Map<String, List<Line>> history;
    /** Point id by {@code host/sensor}. */
    private final Map<String, String> points = new HashMap<>();

    @Test
    void twoServersAreSilentAndComeBackAsTheRecordingSays() throws Exception {
        Path some = Files.createDirectory(folder.resolve("recordings"));
        for (String host : TWO) {
            String file = host + "-2025-06-03.txt.gz";
            Files.copy(recordings().resolve(file), some.resolve(file));
        }
        play(some);
        assertEquals(day.series().size(), silence().size(), "all of them were switched off");
        assertSilenceIsNotZero();
        assertLevels();
    }

    @Test
    @Tag("long")
    void allTwelveServersAreSilentAndComeBackAsTheRecordingSays() throws Exception {
        play(recordings());
        Map<String, List<String>> silence = silence();
        assertEquals(140, silence.size(), "points that went silent, as was counted elsewhere");
        assertEquals(13, silence.values().stream().filter(lines -> lines.size() % 2 == 1).count(), "points that never came back");
        assertSilenceIsNotZero();
        assertLevels();
    }

    private static Path recordings() {
        Path recordings = Path.of(System.getProperty("gemello.shared", "none"), "data", "harvard-ipmi");
        if (!Files.isDirectory(recordings)) {
            System.out.println("skipped: shared data not found");
            Assumptions.abort("shared data not found");
        }
        return recordings;
    }

    private void play(Path recordings) throws Exception {
        Path site = folder.resolve("servers");
        Process made = GemelloProcess.command("site", List.of("ipmi", recordings.toString(), site.toString())).redirectErrorStream(true).start();
        String said = new String(made.getInputStream().readAllBytes());
        assertEquals(0, made.waitFor(), said);
        Files.writeString(Files.createDirectory(site.resolve("rules")).resolve("servers.json"), RULES);
        day = RecordedDay.of(recordings);
        try (GemelloProcess gemello = GemelloProcess.start(folder.resolve("var"), "--site", site.toString(), "--features", "-mqtt,alert", "--replay", recordings.toString(), "--speed", "max")) {
            GemelloProcess.awaitTrue("replay finished", Duration.ofMinutes(5), () -> gemello.output().lines().anyMatch("replay finished"::equals));
            GemelloProcess.awaitTrue("the engine has read the journal to its end", Duration.ofMinutes(1), () -> gemello.metric("gemello_reader_lag_bytes") == 0);
            for (JsonNode point : gemello.get("/api/gemello/points").get("points")) {
                points.put(point.get("address").asText(), point.get("point").asText());
            }
            history = AlertRecord.byAlert(AlertRecord.history(gemello));
            Map<String, String> active = new TreeMap<>();
            history.forEach((alert, lines) -> active.put(alert, lines.get(lines.size() - 1).to()));
            assertEquals(active, AlertRecord.active(gemello), "nobody has acknowledged anything, so what was ever raised is listed as it stands");
        }
    }

    /** Stale from the last reading on until the next, at exactly the points that were silent. @return what was expected and found */
    private Map<String, List<String>> silence() {
        Map<String, List<String>> expected = new TreeMap<>();
        day.series().forEach((address, values) -> {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < values.size(); i++) {
                Instant last = values.get(i).time();
                Instant next = i + 1 < values.size() ? values.get(i + 1).time() : null;
                if (Duration.between(last, next == null ? day.end() : next).compareTo(SILENT_AFTER) > 0) {
                    lines.add("raised stale " + last.plus(SILENT_AFTER));
                    if (next != null) {
                        lines.add("returned stale " + next);
                    }
                }
            }
            expect(expected, "silent@", address, lines);
        });
        assertEquals(expected, told("silent@"));
        return expected;
    }

    /** A switched-off server says nothing: whoever reads nothing as 0 raises these at every point. */
    private void assertSilenceIsNotZero() {
        Map<String, List<String>> expected = new TreeMap<>();
        day.series().forEach((address, values) -> expect(expected, "low@", address, crossings(values, "lo", value -> value < (address.endsWith(" DTS") ? -60 : 0.5))));
        assertEquals(expected, told("low@"));
        assertTrue(expected.size() >= 12 + 2, "the stopped fans and idle supplies that really said 0: " + expected.keySet());
        assertTrue(expected.size() < day.series().size(), "and not everything: " + expected.keySet());
    }

    private void assertLevels() {
        Map<String, List<String>> batteries = new TreeMap<>();
        day.series().forEach((address, values) -> {
            if (address.endsWith("/CMOS Battery")) {
                List<String> lines = new ArrayList<>();
                String before = "";
                for (Value value : values) {
                    String level = value.value() < 2.5 ? "lolo" : value.value() < 2.8 ? "lo" : "";
                    if (!level.equals(before)) {
                        lines.add((level.isEmpty() ? "returned " + before : (before.isEmpty() ? "raised " : level.equals("lolo") ? "worsened " : "eased ") + level) + " " + value.time());
                    }
                    before = level;
                }
                expect(batteries, "battery@", address, lines);
            }
        });
        assertEquals(batteries, told("battery@"));
        assertTrue(!batteries.isEmpty(), "a weak battery");
        Map<String, List<String>> supplies = new TreeMap<>();
        day.series().forEach((address, values) -> {
            if (address.endsWith("/PSU2 AC In Pwr")) {
                expect(supplies, "supply@", address, crossings(values, "off-normal", value -> value != 5 && value != 35));
            }
        });
        assertEquals(supplies, told("supply@"));
        assertTrue(!supplies.isEmpty(), "a supply that is off normal");
    }

    private static List<String> crossings(List<Value> values, String level, DoublePredicate holds) {
        List<String> lines = new ArrayList<>();
        boolean before = false;
        for (Value value : values) {
            boolean now = holds.test(value.value());
            if (now != before) {
                lines.add((now ? "raised " : "returned ") + level + " " + value.time());
            }
            before = now;
        }
        return lines;
    }

    private void expect(Map<String, List<String>> expected, String rule, String address, List<String> lines) {
        if (!lines.isEmpty()) {
            expected.put(rule + points.get(address), lines);
        }
    }

    private Map<String, List<String>> told(String rule) {
        Map<String, List<String>> told = new TreeMap<>();
        history.forEach((alert, lines) -> {
            if (alert.startsWith(rule)) {
                told.put(alert, lines.stream().map(line -> line.event() + " " + line.level() + " " + line.time()).toList());
            }
        });
        return told;
    }
}
