package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A kill at any append, before or behind it, must neither lose nor double a transition: compared with a run that was never killed. */
class KilledStepTest {
    private static final Hall HALL = new Hall(6);
    private static final RuleBook BOOK = HALL.book("""
        {'rules': [
          {'rule': 'inlet', 'kind': 'limit', 'for': {'feature': 'inlet'}, 'limits': {'hihi': 32, 'hi': 27, 'lo': 18}, 'deadband': 0.5, 'onDelay': {'hi': '7 s'}, 'offDelay': '5 s'},
          {'rule': 'quick', 'kind': 'rate', 'for': {'feature': 'inlet'}, 'rise': 6, 'fall': 6, 'window': '30 s', 'latching': true},
          {'rule': 'apart', 'kind': 'deviation', 'for': {'feature': 'inlet'}, 'from': {'feature': 'supply'}, 'limits': {'hi': 8}, 'deadband': 1},
          {'rule': 'silent', 'kind': 'stale', 'for': {'type': 'rack'}, 'after': '20 s'}
        ]}""");

    private static List<Reading> flood(long seed) {
        Random random = new Random(seed);
        List<Point> points = List.copyOf(HALL.points().values());
        double[] values = new double[points.size()];
        Arrays.fill(values, 24);
        List<Reading> readings = new ArrayList<>();
        long now = 1_700_000_000_000_000_000L;
        for (int i = 0; i < 3_000; i++) {
            now += 1 + random.nextInt(400_000_000) + (random.nextInt(300) == 0 ? 25_000_000_000L : 0);
            int at = random.nextInt(points.size());
            values[at] = Math.max(10, Math.min(40, values[at] + random.nextGaussian() * 3));
            int quality = random.nextInt(40) == 0 ? Quality.of(Quality.RANGE) : Quality.GOOD;
            readings.add(new Reading(points.get(at), now, values[at], quality));
        }
        return readings;
    }

    /** @param mortal whether the process is killed again and again */
    private static List<Transition> live(List<Reading> readings, MortalDisk disk, Random chance, boolean mortal) throws Exception {
        int cursor = 0;
        while (true) {
            disk.left = mortal ? chance.nextInt(40) : -1;
            disk.lastOneLands = chance.nextBoolean();
            try (AlertStore store = new AlertStore(disk, () -> true)) {
                AlertEngine engine = new AlertEngine(new AlertCounts());
                OptionalLong place = store.recover(engine);
                cursor = (int) place.orElse(0);
                engine.install(BOOK, cursor == 0 ? 0 : readings.get(cursor - 1).epochNanos());
                while (cursor < readings.size()) {
                    int to = Math.min(readings.size(), cursor + 1 + chance.nextInt(20));
                    List<Reading> batch = readings.subList(cursor, to);
                    long now = batch.get(batch.size() - 1).epochNanos();
                    engine.take(batch, now);
                    if (chance.nextBoolean()) {
                        engine.advance(now);
                    }
                    cursor = to;
                    if (!engine.transitions().isEmpty() || chance.nextInt(5) == 0) {
                        assertTrue(store.commit(engine, cursor) && store.tell(engine.transitions()));
                        engine.settled();
                    }
                }
                engine.advance(readings.get(readings.size() - 1).epochNanos());
                assertTrue(store.commit(engine, cursor) && store.tell(engine.transitions()));
                List<Transition> all = new ArrayList<>(store.history().read(entry -> true, Long.MAX_VALUE, Integer.MAX_VALUE).transitions());
                Collections.reverse(all);
                return all;
            } catch (IOException killed) {
                assertTrue(killed.getMessage().contains("killed"), killed.toString());
            }
        }
    }

    /** Of each alert what happened to it, in order; the numbers say nothing of the order between alerts. */
    private static Map<String, List<String>> told(List<Transition> all) {
        Map<String, List<String>> told = new TreeMap<>();
        all.forEach(one -> told.computeIfAbsent(one.alert(), id -> new ArrayList<>()).add(one.at() + " " + one.event() + " " + one.from() + " " + one.to() + " " + one.level() + " " + one.value()));
        return told;
    }

    @Test
    void killsNeitherLoseNorDoubleATransition() throws Exception {
        for (int seed = 0; seed < 12; seed++) {
            List<Reading> readings = flood(seed);
            List<Transition> whole = live(readings, new MortalDisk(), new Random(1), false);
            assertTrue(whole.size() > 300, "a flood, not " + whole.size());
            List<Transition> killed = live(readings, new MortalDisk(), new Random(seed), true);
            for (int i = 0; i < killed.size(); i++) {
                assertEquals(i + 1, killed.get(i).number(), "seed " + seed);
            }
            Map<String, List<String>> expected = told(whole);
            Map<String, List<String>> found = told(killed);
            assertEquals(expected.keySet(), found.keySet());
            for (String alert : expected.keySet()) {
                assertEquals(String.join("\n", expected.get(alert)), String.join("\n", found.get(alert)), "seed " + seed + ", " + alert);
            }
        }
    }

    @Test
    void anEngineWhoseStateWasTakenAwayGoesOnCountingWhereItsHistoryEnds() throws Exception {
        MortalDisk disk = new MortalDisk();
        List<Reading> readings = flood(1);
        List<Transition> before = live(readings, disk, new Random(1), false);
        disk.takeAway("alerts.state");
        List<Transition> both = live(readings, disk, new Random(1), false);
        assertEquals(before.size() * 2, both.size());
        assertEquals(both.size(), both.get(both.size() - 1).number());
    }

    @Test
    void anAcknowledgementThatWasAnsweredStandsAfterAKill() throws Exception {
        MortalDisk disk = new MortalDisk();
        Reading hot = new Reading(HALL.inlet(0), 1_700_000_000_000_000_000L, 40, Quality.GOOD);
        try (AlertStore store = new AlertStore(disk, () -> true)) {
            AlertEngine engine = new AlertEngine(new AlertCounts());
            engine.install(BOOK, 0);
            engine.take(List.of(hot), hot.epochNanos());
            engine.act(new AlertAction("inlet@inlet-0", AlertEvent.ACKNOWLEDGE, null, "seen", new Subject("ann", Set.of())), hot.epochNanos());
            assertTrue(store.commit(engine, 1));
        }
        try (AlertStore store = new AlertStore(disk, () -> true)) {
            AlertEngine engine = new AlertEngine(new AlertCounts());
            assertEquals(OptionalLong.of(1), store.recover(engine));
            engine.install(BOOK, hot.epochNanos());
            engine.advance(hot.epochNanos());
            assertEquals(List.of(), engine.transitions(), "what was so before the kill is not raised again");
            Transition ack = store.history().read(entry -> entry.event() == AlertEvent.ACKNOWLEDGE, Long.MAX_VALUE, 10).transitions().get(0);
            assertEquals("ann: seen", ack.actor() + ": " + ack.reason());
        }
    }
}
