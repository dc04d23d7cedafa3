package io.gemello.control.inlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.control.Actuator;
import io.gemello.api.control.Command;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.LoopFault;
import io.gemello.api.control.LoopSetting;
import io.gemello.api.control.Snapshot;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In closed loop with rows of first order: the more air, the cooler, within a minute. */
class HoldBelowTest {
    private static final double LIMIT = 27;
    private static final double TARGET = 25;
    private static final double NORMAL = 75;
    private static final double RATE = 2;
    private static final double LAG_SECONDS = 40;
    private static final double KELVIN_PER_PERCENT = 0.15;
    private final TwoRows site = new TwoRows();
    private final double[] heat = {20, 20};
    private final double[] inlet = {20, 20};
    private final double[] fan = {NORMAL, NORMAL};
    private boolean armed = true;

    private ControlLoop loop(Map<String, Object> more) {
        Map<String, Object> options = new HashMap<>(Map.of("limit", LIMIT, "margin", LIMIT - TARGET, "gain", 4, "reset", 60));
        options.putAll(more);
        return new HoldBelowKind().prepare(new LoopSetting("test", List.of(site.inlet(0), site.inlet(1)), List.of(actuator(0), actuator(1)), options, site, Duration.ofSeconds(1)));
    }

    private Actuator actuator(int row) {
        return new Actuator(site.fan(row), 60, 100, 80, RATE, 1, Duration.ofSeconds(10));
    }

    private Snapshot snapshot() {
        Map<Point, PointState> points = new HashMap<>();
        Map<Point, Double> present = new HashMap<>();
        Map<Point, String> holders = new HashMap<>();
        for (int row = 0; row < 2; row++) {
            if (!Double.isNaN(inlet[row])) {
                points.put(site.inlet(row), new PointState(site.inlet(row), PointState.State.LIVE, 0, new Reading(site.inlet(row), 0, inlet[row], 0)));
            }
            present.put(site.fan(row), fan[row]);
            if (armed) {
                holders.put(site.fan(row), "test");
            }
        }
        return new Snapshot(0, Duration.ofSeconds(1), points, present, holders);
    }

    /** A second: decide, move the fans as fast as they may, let the rows follow. */
    private List<Command> second(ControlLoop loop) {
        List<Command> commands = loop.decide(snapshot());
        for (Command command : commands) {
            int row = command.point().equals(site.fan(0)) ? 0 : 1;
            if (armed) {
                fan[row] += Math.max(-RATE, Math.min(RATE, command.value() - fan[row]));
            }
        }
        for (int row = 0; row < 2; row++) {
            inlet[row] += (heat[row] - KELVIN_PER_PERCENT * (fan[row] - NORMAL) - inlet[row]) / LAG_SECONDS;
        }
        return commands;
    }

    private double worst(ControlLoop loop, int seconds) {
        double worst = 0;
        for (int i = 0; i < seconds; i++) {
            second(loop);
            worst = Math.max(worst, Math.max(inlet[0], inlet[1]));
        }
        return worst;
    }

    @Test
    void aRowThatWouldExceedTheLimitIsHeldAtTheTarget() {
        ControlLoop loop = loop(Map.of());
        worst(loop, 300);
        heat[1] = 28;
        double worst = worst(loop, 1200);
        assertTrue(worst > TARGET && worst < LIMIT, "reached " + worst + ", without control " + heat[1]);
        assertEquals(TARGET, inlet[1], 0.3);
    }

    @Test
    void whatIsTooMuchRunsAtTheBoundAndLeavesItAsSoonAsItIsOver() {
        ControlLoop loop = loop(Map.of("fall", 600));
        heat[1] = 32;
        worst(loop, 3600);
        assertEquals(100, fan[1], 1e-9);
        heat[1] = 20;
        int seconds = 0;
        while (fan[1] == 100 && seconds < 600) {
            second(loop);
            seconds++;
        }
        assertTrue(seconds < 60, "an hour at the bound was wound up: " + seconds + " s");
    }

    @Test
    void itTakesOverWithoutABump() {
        armed = false;
        ControlLoop loop = loop(Map.of());
        inlet[1] = 26;
        heat[1] = 26;
        for (int i = 0; i < 600; i++) {
            for (Command command : second(loop)) {
                assertEquals(NORMAL, command.value(), 0.2, "while it is not obeyed it follows what is");
            }
        }
        armed = true;
        assertEquals(NORMAL, second(loop).get(0).value(), 0.2);
    }

    @Test
    void itComesDownMoreSlowlyThanItGoesUp() {
        ControlLoop loop = loop(Map.of());
        heat[1] = 30;
        worst(loop, 600);
        double before = fan[1];
        heat[1] = 20;
        for (int i = 0; i < 30; i++) {
            second(loop);
        }
        assertTrue(before - fan[1] <= 30 * RATE / 6 + 1e-9, before + " to " + fan[1]);
    }

    @Test
    void byWhatTheyFeedEachActuatorAnswersForItsOwnAndHelpsWhereItIsMuchHotter() {
        ControlLoop alone = loop(Map.of("zones", "feeds"));
        heat[1] = 29;
        worst(alone, 600);
        assertTrue(fan[0] < NORMAL && fan[1] > NORMAL, fan[0] + " and " + fan[1]);
        ControlLoop together = loop(Map.of("zones", "feeds", "help", 1));
        heat[1] = 33;
        worst(together, 600);
        assertTrue(fan[0] > NORMAL, "helps: " + fan[0]);
        assertTrue(second(together).get(0).reason().endsWith("helps others"), second(together).get(0).reason());
    }

    @Test
    void aRowWhoseProbesAreDeadIsTreatedAsTheHottest() {
        ControlLoop loop = loop(Map.of("zones", "feeds"));
        heat[1] = 29;
        for (int i = 0; i < 300; i++) {
            inlet[0] = Double.NaN;
            second(loop);
        }
        assertTrue(fan[0] > NORMAL, "" + fan[0]);
        assertTrue(loop.decide(snapshot()).get(0).reason().contains("own inputs are not usable"));
    }

    @Test
    void withoutAnyInputItDecidesNothing() {
        inlet[0] = Double.NaN;
        inlet[1] = Double.NaN;
        assertEquals(List.of(), loop(Map.of()).decide(snapshot()));
    }

    @Test
    void whatCannotBeUsedIsSaidByName() {
        List<Map<String, Object>> wrong = List.of(Map.of("gain", 0), Map.of("gain", "four"), Map.of("reset", -1), Map.of("zones", "rows"), Map.of("help", 1), Map.of("margin", -1), Map.of("fall", 0));
        List<String> named = new ArrayList<>();
        wrong.forEach(options -> named.add(assertThrows(LoopFault.class, () -> loop(options)).option()));
        assertEquals(List.of("gain", "gain", "reset", "zones", "help", "margin", "fall"), named);
    }
}
