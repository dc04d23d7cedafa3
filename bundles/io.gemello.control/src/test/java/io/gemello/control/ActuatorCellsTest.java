package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.control.Actuator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ActuatorCellsTest {
    private final Bench bench = new Bench();
    private final ActuatorCells cells = new ActuatorCells(bench, new Readback(bench.points::get, () -> bench.nanos));

    private static Driven on(String topic, Point point) {
        return new Driven(new Actuator(point, 20, 100, 80, 2, 1, Duration.ofSeconds(5)), topic, "{value}", false);
    }

    @Test
    void aTopicThatMovesToAnotherPointWaitsForTheSafeValueOfTheOldOne() {
        Driven fan = on("plant/command/a", Plant.SPEED);
        Driven valve = on("plant/command/a", Plant.VALVE);
        Driven hum = on("plant/command/b", Plant.HUM);
        bench.broker = new CompletableFuture<>();
        cells.install(Map.of(Plant.SPEED, fan));
        cells.of(Plant.SPEED).command("one", 60, "a test wants it", 50, 1, 1);
        cells.install(Map.of(Plant.VALVE, valve, Plant.HUM, hum));
        assertTrue(cells.leaves(valve), "one writer for one topic");
        assertTrue(cells.leaves(fan));
        assertFalse(cells.leaves(hum));
        bench.broker = null;
        cells.see(2);
        cells.see(3);
        assertFalse(cells.leaves(valve));
        assertEquals(List.of(52.0, 80.0), bench.sent);
    }
}
