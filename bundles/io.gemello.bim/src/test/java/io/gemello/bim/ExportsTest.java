package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.bim.OverrideExporter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.http.HttpProblem;
import io.gemello.testkit.Until;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExportsTest {
    private volatile BimSnapshot snapshot = BimSnapshot.EMPTY;
    private final List<String> audited = new CopyOnWriteArrayList<>();
    private final Exports exports = new Exports(() -> snapshot, () -> (who, what, target, outcome) -> audited.add(who.name() + " " + what + " " + target));

    @AfterEach
    void stop() {
        exports.close();
    }

    private void version(long number) {
        snapshot = new BimSnapshot(LivePlan.EMPTY, "e", number, 0, List.of(), List.of(), List.of(), List.of());
        exports.wake();
    }

    private static Map<String, Object> named(String name, int pause) {
        return Map.of(OverrideExporter.NAME, name, OverrideExporter.PAUSE, pause);
    }

    @Test
    void whatWasOvertakenWhileAnExporterWasBusyIsLeftOut() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        CountDownLatch busy = new CountDownLatch(1);
        OverrideExporter slow = all -> {
            seen.add(all.etag());
            assertTrue(Thread.currentThread().getName().equals("gemello-bim-export-slow"));
            await(busy);
        };
        exports.add(slow, named("slow", 0));
        version(1);
        Until.holds("it has been called", () -> seen.size() == 1);
        for (int i = 2; i < 10; i++) {
            version(i);
        }
        busy.countDown();
        Until.holds("it has been called again", () -> seen.size() == 2);
        assertEquals(List.of("e-1", "e-9"), seen);
        exports.remove(slow);
        version(10);
        assertEquals(2, seen.size());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void anExporterThatFailsIsCountedTriedAgainAndHoldsUpNoOther() throws Exception {
        List<Overrides> good = new CopyOnWriteArrayList<>();
        int[] calls = new int[1];
        exports.add(all -> {
            if (++calls[0] == 1) {
                throw new IOException("the disk is full");
            }
        }, named("bad", 0));
        exports.add(good::add, named("good", 0));
        version(1);
        Until.holds("the other one is served", () -> good.size() == 1);
        Until.holds("it has been tried again", () -> exports.accounts().get(0).exports() == 1);
        ExportRun.Account bad = exports.accounts().get(0);
        assertEquals("bad", bad.name());
        assertEquals(1, bad.failures());
        assertNull(bad.trouble());
    }

    @Test
    void anOperatorCanAskForAnExport() throws Exception {
        List<Overrides> seen = new CopyOnWriteArrayList<>();
        exports.add(seen::add, named("csv", 0));
        version(1);
        Until.holds("it has been called for the change", () -> seen.size() == 1);
        assertEquals(202, exports.now(AskedFor.of("csv")).status());
        Until.holds("it has been called though nothing has changed", () -> seen.size() == 2);
        assertEquals(List.of("ann bim.export csv"), audited);
        assertEquals(404, assertThrows(HttpProblem.class, () -> exports.now(AskedFor.of("none"))).status());
    }

    @Test
    void anExporterOnAScheduleIsCalledWithoutAChange() throws Exception {
        List<Overrides> seen = new CopyOnWriteArrayList<>();
        exports.add(seen::add, Map.of(OverrideExporter.NAME, "often", OverrideExporter.PAUSE, 0, OverrideExporter.EVERY, "1"));
        version(1);
        Until.holds("it has been called three times", () -> seen.size() >= 3);
    }
}
