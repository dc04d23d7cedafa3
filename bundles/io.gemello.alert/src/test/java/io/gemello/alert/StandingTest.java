package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.alert.AlertState;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final int SEQUENCES = 100_000;
    private static final int EVENTS = 25;

    @Test
    void randomSequencesGoWhereTheStandardsTableSays() {
        StandardsTable table = new StandardsTable();
        AlertEvent[] events = AlertEvent.values();
        Set<String> visited = new HashSet<>();
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            boolean latching = random.nextBoolean();
            Standing standing = Standing.NORMAL;
            String expected = "N";
            for (int i = 0; i < EVENTS; i++) {
                AlertEvent event = events[random.nextInt(events.length)];
                String next = table.after(expected, event, latching);
                Optional<Standing> after = standing.after(event, latching);
                assertEquals(next.equals("."), after.isEmpty(), "seed " + seed + ", " + expected + " " + event);
                visited.add(expected + event + latching);
                if (after.isPresent()) {
                    standing = after.get();
                    expected = next;
                    assertEquals(expected, StandardsTable.letter(standing.state(), standing.condition()), "seed " + seed + ", after " + event);
                }
                assertTrue(holdsWhereItMust(standing), "seed " + seed + ": " + standing);
            }
        }
        assertEquals((10 * 2 - 3) * events.length, visited.size(), "every cell was tried; L and K are reached only when latching, R only when not");
    }

    /** What a person sees and what the process does must not contradict each other. */
    private static boolean holdsWhereItMust(Standing standing) {
        return switch (standing.state()) {
            case UNACKNOWLEDGED, ACKNOWLEDGED -> standing.condition();
            case NORMAL, RETURNED, LATCHED_UNACKNOWLEDGED, LATCHED -> !standing.condition();
            case SHELVED, OUT_OF_SERVICE -> true;
        };
    }

    @Test
    void aRuleThatBecomesLatchingWhileItsAlertStandsIsLatched() {
        Standing acknowledged = new Standing(AlertState.ACKNOWLEDGED, true);
        assertEquals(AlertState.LATCHED, acknowledged.after(AlertEvent.RETURNED, true).orElseThrow().state());
    }
}
