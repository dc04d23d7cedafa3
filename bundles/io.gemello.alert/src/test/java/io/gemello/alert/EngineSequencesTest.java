package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.access.Subject;
import io.gemello.api.alert.Alert;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Readings, people, time and files in any order: the engine's alert goes where the standard's table says, and the history tells every step. */
class EngineSequencesTest {
    private static final int SEQUENCES = 20_000;
    private static final int STEPS = 25;
    private static final long SECOND = 1_000_000_000L;
    private static final Subject ANN = new Subject("ann", Set.of());
    private static final AlertEvent[] PEOPLE = {AlertEvent.ACKNOWLEDGE, AlertEvent.RESET, AlertEvent.SHELVE, AlertEvent.UNSHELVE, AlertEvent.TAKE_OUT, AlertEvent.PUT_BACK};
    /** Level by value; the index is how bad it is. */
    private static final double[] VALUES = {20, 30, 40};
    private static final String RULE = "{'rules': [{'rule': 'hot', 'kind': 'limit', 'for': {'point': 'inlet-0'}, 'limits': {'hihi': 35, 'hi': 27}, 'latching': %s}]}";
    private final Hall hall = new Hall(1);
    private final RuleBook plain = hall.book(RULE.formatted(false));
    private final RuleBook latching = hall.book(RULE.formatted(true));
    private final RuleBook none = hall.book("{'rules': []}");
    private final StandardsTable table = new StandardsTable();
    private final Set<String> visited = new HashSet<>();

    @Test
    void allOrdersOfEventsEndWhereTheStandardSays() {
        for (int seed = 0; seed < SEQUENCES; seed++) {
            new Sequence(seed).run();
        }
        assertEquals((10 * 2 - 3) * PEOPLE.length, visited.size(), "every action of people in every state");
    }

    private final class Sequence {
        private final Random random;
        private final String name;
        private final boolean latches;
        private final AlertEngine engine = new AlertEngine(new AlertCounts());
        private long now = 1_700_000_000L * SECOND;
        private String expected = "N";
        private int bad;
        private long shelved = Long.MAX_VALUE;
        private int steps;

        Sequence(int seed) {
            random = new Random(seed);
            name = "seed " + seed;
            latches = random.nextBoolean();
            engine.install(latches ? latching : plain, now);
        }

        void run() {
            for (int i = 0; i < STEPS; i++) {
                now += SECOND * (1 + random.nextInt(10));
                if (shelved <= now) {
                    happens(AlertEvent.SHELF_TIME_OVER);
                    shelved = Long.MAX_VALUE;
                }
                engine.advance(now);
                switch (random.nextInt(20)) {
                    case 0 -> exchange();
                    case 1, 2, 3, 4, 5, 6, 7, 8 -> read(random.nextInt(VALUES.length));
                    default -> act(PEOPLE[random.nextInt(PEOPLE.length)]);
                }
                Alert alert = engine.cells().iterator().next().alert();
                assertEquals(expected, StandardsTable.letter(alert.state(), alert.condition()), name);
                assertEquals(steps, engine.transitions().size(), name + ": every step is told, and nothing else");
            }
        }

        private boolean happens(AlertEvent event) {
            String next = table.after(expected, event, latches);
            if (next.equals(".")) {
                return false;
            }
            expected = next;
            steps++;
            return true;
        }

        private void read(int level) {
            engine.take(List.of(new Reading(hall.inlet(0), now, VALUES[level], Quality.GOOD)), now);
            if (level != bad) {
                happens(bad == 0 ? AlertEvent.RAISED : level == 0 ? AlertEvent.RETURNED : level > bad ? AlertEvent.WORSENED : AlertEvent.EASED);
            }
            bad = level;
        }

        private void act(AlertEvent event) {
            visited.add(expected + event + latches);
            boolean allowed = happens(event);
            long time = 1 + random.nextInt(60);
            try {
                engine.act(new AlertAction("hot@inlet-0", event, Duration.ofSeconds(time), "", ANN), now);
                assertEquals(true, allowed, name + ": " + event);
            } catch (AlertEngine.Refusal refused) {
                assertEquals(false, allowed, name + ": " + event);
            }
            if (allowed) {
                shelved = event == AlertEvent.SHELVE ? now + time * SECOND : expected.equalsIgnoreCase("S") ? shelved : Long.MAX_VALUE;
            }
        }

        /** The rule goes, and comes back in the same moment: it begins anew, with what it knows of the point. */
        private void exchange() {
            engine.install(none, now);
            happens(AlertEvent.WITHDRAWN);
            shelved = Long.MAX_VALUE;
            engine.install(latches ? latching : plain, now);
            engine.advance(now);
            if (bad > 0) {
                happens(AlertEvent.RAISED);
            }
        }
    }
}
