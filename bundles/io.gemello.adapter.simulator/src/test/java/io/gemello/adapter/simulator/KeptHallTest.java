package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.health.Health;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptHallTest {
    private static final long MORNING = 1_750_000_000L;
    @TempDir
    Path folder;
    private KeptFile file;

    @BeforeEach
    void file() {
        file = new KeptFile(folder.resolve("data/hall.state"));
    }

    /** A hall of this morning, with what was kept, an hour later. */
    private DataHall restarted() {
        DataHall hall = new DataHall(1, MORNING);
        new KeptHall(hall, file).recall();
        hall.at((MORNING + 3600) * 1000);
        return hall;
    }

    @Test
    void faultsAndOrdersAreThereAgainAfterARestart() {
        DataHall hall = restarted();
        hall.faults().arise("crac-2.off", MORNING + 7);
        hall.faults().arise("rack-1-01-inlet-top.drift", MORNING + 9);
        hall.orders().give("datahall/command/crac-1/fan", "92.5".getBytes(StandardCharsets.UTF_8));
        new KeptHall(hall, file).changed();
        DataHall again = restarted();
        assertEquals(Map.of("crac-2.off", MORNING + 7, "rack-1-01-inlet-top.drift", MORNING + 9), again.faults().active());
        again.at((MORNING + 3660) * 1000);
        assertEquals(0.925, again.hall().unit(0).fan(), 1e-9);
        again.faults().endAll();
        new KeptHall(again, file).changed();
        assertEquals(Map.of(), restarted().faults().active());
    }

    /** A minute after a cooling unit stopped the inlets are on their way up: no leap to where they settle, nor back. */
    @Test
    void theHallIsAsWarmAfterARestartAsItWouldBeWithoutOne() {
        DataHall hall = restarted();
        hall.faults().arise("crac-2.off", MORNING + 3600);
        new KeptHall(hall, file).changed();
        hall.at((MORNING + 3660) * 1000);
        new KeptHall(hall, file).goesOn();
        DataHall again = new DataHall(1, MORNING + 75);
        new KeptHall(again, file).recall();
        again.at((MORNING + 3675) * 1000);
        hall.at((MORNING + 3675) * 1000);
        for (int row = 0; row < Hall.ROWS; row++) {
            assertEquals(hall.hall().supplied(row), again.hall().supplied(row), 0.05);
            for (int position = 0; position < Hall.RACKS; position++) {
                assertEquals(hall.hall().rack(row, position).inlet(Rack.Height.TOP), again.hall().rack(row, position).inlet(Rack.Height.TOP), 0.1);
                assertEquals(hall.hall().rack(row, position).outlet(), again.hall().rack(row, position).outlet(), 0.1);
            }
        }
        hall.at((MORNING + 7200) * 1000);
        assertTrue(hall.hall().rack(1, 4).inlet(Rack.Height.TOP) > again.hall().rack(1, 4).inlet(Rack.Height.TOP) + 1, "or this shows nothing");
    }

    /** After a night the hall stands as it would with the fault; one of tomorrow, whose clock was set back, is not waited for. */
    @ParameterizedTest
    @ValueSource(longs = {-7200, 7200})
    void whatWasKeptAtAnotherTimeIsSettledAsNow(long away) {
        DataHall before = new DataHall(1, MORNING + away);
        before.faults().arise("crac-2.off", MORNING + away);
        before.at((MORNING + away + 3600) * 1000);
        new KeptHall(before, file).changed();
        DataHall settled = new DataHall(1, MORNING);
        settled.faults().arise("crac-2.off", MORNING);
        settled.at((MORNING + 3600) * 1000);
        assertEquals(settled.hall().rack(1, 4).inlet(Rack.Height.TOP), restarted().hall().rack(1, 4).inlet(Rack.Height.TOP), 0.1);
    }

    /** Ordered 50 %, stuck there, then ordered 100 %: it stays at 50 %. */
    @Test
    void aStuckFanIsStuckWhereItWas() {
        DataHall hall = restarted();
        hall.orders().give("datahall/command/crac-3/fan", "50".getBytes(StandardCharsets.UTF_8));
        hall.at((MORNING + 4000) * 1000);
        hall.faults().arise("crac-3.fan-stuck", MORNING + 4000);
        hall.orders().give("datahall/command/crac-3/fan", "100".getBytes(StandardCharsets.UTF_8));
        new KeptHall(hall, file).changed();
        DataHall again = restarted();
        assertEquals(List.of(0.5, 1.0), List.of(again.hall().unit(2).fan(), again.hall().unit(2).askedFan()));
        again.faults().end("crac-3.fan-stuck");
        again.at((MORNING + 3700) * 1000);
        assertEquals(1, again.hall().unit(2).fan(), 1e-9);
    }

    /** Of another version, or edited by hand. */
    @Test
    void whatIsNotKnownAnyMoreIsLeftOut() throws Exception {
        file.write(Map.of("fault.crac-9.off", "1", "order.datahall/command/crac-9/fan", "50", "machine.crac-9", "0.1;0.1", "fault.crac-1.off", Long.toString(MORNING)));
        assertEquals(Map.of("crac-1.off", MORNING), restarted().faults().active());
    }

    @Test
    void whatCannotBeReadOrWrittenIsSeenInHealthUntilItCan() throws Exception {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/hall.state"), "fault.crac-1.off = yesterday\n");
        KeptHall kept = new KeptHall(new DataHall(1, MORNING), file);
        kept.recall();
        assertEquals(Health.State.WARN, kept.check().get(0).state());
        kept.goesOn();
        assertEquals("fault.crac-1.off = yesterday\n", Files.readString(folder.resolve("data/hall.state")), "somebody may want to see it");
        kept.changed();
        assertEquals(Health.State.OK, kept.check().get(0).state());
        KeptHall nowhere = new KeptHall(new DataHall(1, MORNING), new KeptFile(folder.resolve("data/hall.state/below")));
        nowhere.changed();
        Health health = nowhere.check().get(0);
        assertEquals(Health.State.WARN, health.state());
        assertTrue(health.message().contains("forgotten at the next start"), health.message());
    }
}
