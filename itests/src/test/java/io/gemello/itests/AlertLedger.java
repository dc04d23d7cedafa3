package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.itests.AlertRecord.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Holds the history and the list of alerts against what was published and what was acknowledged. */
final class AlertLedger {
    private AlertLedger() {}

    /** Waits until the engine has decided all, then compares everything. @param answered comments that the runtime confirmed @param refused comments that it did not take */
    static void assertComplete(GemelloProcess gemello, AlertLoad load, Set<String> answered, Set<String> refused) throws Exception {
        Map<String, List<String>> expected = new TreeMap<>(load.expected());
        long decisions = expected.values().stream().mapToLong(List::size).sum();
        assertTrue(decisions > load.readings() / 4, "no flood: " + decisions + " transitions of " + load.readings() + " readings");
        GemelloProcess.awaitTrue("the engine has read the journal to its end", Duration.ofSeconds(60), () -> gemello.reachable() && gemello.metric("gemello_reader_lag_bytes") == 0);
        Map<String, List<Line>> history = AlertRecord.byAlert(AlertRecord.history(gemello));
        assertEquals(expected.keySet(), history.keySet());
        Set<String> comments = new HashSet<>();
        Map<String, String> active = new TreeMap<>();
        for (Map.Entry<String, List<Line>> alert : history.entrySet()) {
            List<String> told = alert.getValue().stream().filter(line -> line.actor().equals("process"))
                .map(line -> line.event() + " " + line.level() + " " + line.value() + " " + line.time().toEpochMilli()).toList();
            assertEquals(String.join("\n", expected.get(alert.getKey())), String.join("\n", told), alert.getKey());
            String state = "normal";
            Instant decided = Instant.MIN;
            for (Line line : alert.getValue()) {
                assertEquals(state, line.from(), line.toString());
                state = next(state, line.event(), alert.getKey().startsWith("strict@"));
                assertEquals(state, line.to(), line.toString());
                assertFalse(line.processed().isBefore(decided), "decided out of order: " + line);
                decided = line.processed();
                if (line.event().equals("acknowledge")) {
                    assertEquals("operator", line.actor());
                    assertTrue(line.reason().startsWith(alert.getKey() + " "), line.toString());
                    assertTrue(comments.add(line.reason()), "twice in the history: " + line.reason());
                }
            }
            if (!state.equals("normal")) {
                active.put(alert.getKey(), state);
            }
        }
        assertTrue(comments.containsAll(answered), () -> "acknowledged and not in the history: " + answered.stream().filter(one -> !comments.contains(one)).toList());
        assertTrue(refused.stream().noneMatch(comments::contains), "refused and yet in the history");
        assertEquals(active, AlertRecord.active(gemello));
    }

    /** Written from ISA-18.2's picture of states, not from the engine's code. */
    private static String next(String state, String event, boolean latching) {
        return switch (event + " in " + state) {
            case "raised in normal", "raised in returned unacknowledged", "raised in latched unacknowledged", "raised in latched", "worsened in unacknowledged", "worsened in acknowledged",
                "eased in unacknowledged" -> "unacknowledged";
            case "eased in acknowledged", "acknowledge in unacknowledged" -> "acknowledged";
            case "returned in unacknowledged" -> latching ? "latched unacknowledged" : "returned unacknowledged";
            case "returned in acknowledged" -> latching ? "latched" : "normal";
            case "acknowledge in returned unacknowledged" -> "normal";
            case "acknowledge in latched unacknowledged" -> "latched";
            default -> throw new AssertionError("'" + event + "' cannot happen in '" + state + "'");
        };
    }
}
