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

    /**
     * The transitions of ISA-18.2's state diagram, row by row. N normal, U unacknowledged, A acknowledged, R returned unacknowledged,
     * L latched unacknowledged, K latched acknowledged, S shelved, O out of service; a small s or o is the silenced state while the
     * condition does not hold. The columns are the events; {@code .} is what cannot happen. Two letters: not latching / latching.
     */
    private static final String TABLE = """
            RAISED WORSENED EASED RETURNED ACKNOWLEDGE RESET SHELVE UNSHELVE TAKE_OUT PUT_BACK SHELF_TIME_OVER WITHDRAWN
        N   U      .        .     .        .           .     s      .        o        .        .               .
        U   .      U        U     R/L      A           .     S      .        O        .        .               N
        A   .      U        A     N/K      .           .     S      .        O        .        .               N
        R   U      .        .     .        N           .     s      .        o        .        .               N
        L   U      .        .     .        K           .     s      .        o        .        .               N
        K   U      .        .     .        .           N     s      .        o        .        .               N
        S   .      S        S     s        .           .     S      U        O        .        U               N
        s   S      .        .     .        .           .     s      N        o        .        N               N
        O   .      O        O     o        .           .     .      .        .        U        .               N
        o   O      .        .     .        .           .     .      .        .        N        .               N
        """;

    private static Map<String, Map<AlertEvent, String>> table() {
        Map<String, Map<AlertEvent, String>> table = new HashMap<>();
        String[] lines = TABLE.strip().split("\n");
        String[] events = lines[0].strip().split("\\s+");
        for (int row = 1; row < lines.length; row++) {
            String[] cells = lines[row].strip().split("\\s+");
            Map<AlertEvent, String> to = new EnumMap<>(AlertEvent.class);
            for (int i = 0; i < events.length; i++) {
                to.put(AlertEvent.valueOf(events[i]), cells[i + 1]);
            }
            table.put(cells[0], to);
        }
        return table;
    }

    private static String letter(Standing standing) {
        return switch (standing.state()) {
            case NORMAL -> "N";
            case UNACKNOWLEDGED -> "U";
            case ACKNOWLEDGED -> "A";
            case RETURNED -> "R";
            case LATCHED_UNACKNOWLEDGED -> "L";
            case LATCHED -> "K";
            case SHELVED -> standing.condition() ? "S" : "s";
            case OUT_OF_SERVICE -> standing.condition() ? "O" : "o";
        };
    }

    @Test
    void randomSequencesGoWhereTheStandardsTableSays() {
        Map<String, Map<AlertEvent, String>> table = table();
        AlertEvent[] events = AlertEvent.values();
        Set<String> visited = new HashSet<>();
        for (int seed = 0; seed < SEQUENCES; seed++) {
            Random random = new Random(seed);
            boolean latching = random.nextBoolean();
            Standing standing = Standing.NORMAL;
            String expected = "N";
            for (int i = 0; i < EVENTS; i++) {
                AlertEvent event = events[random.nextInt(events.length)];
                String[] cell = table.get(expected).get(event).split("/");
                String next = cell[latching ? cell.length - 1 : 0];
                Optional<Standing> after = standing.after(event, latching);
                assertEquals(next.equals("."), after.isEmpty(), "seed " + seed + ", " + expected + " " + event);
                visited.add(expected + event + latching);
                if (after.isPresent()) {
                    standing = after.get();
                    expected = next;
                    assertEquals(expected, letter(standing), "seed " + seed + ", after " + event);
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
