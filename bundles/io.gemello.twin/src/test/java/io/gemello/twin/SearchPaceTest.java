package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Searches of 50,000 things while telemetry flows: the budget is that of a processor, for wall time says more about who else is on the machine. */
@Tag("long")
class SearchPaceTest {
    private static final int THINGS = 50_000;
    private static final int QUERIES = 2_000;
    private static final int READINGS_A_SECOND = 4_000;
    private static final long BUDGET_NANOS = 20_000_000L;
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    private final Building building = new Building();
    private volatile boolean over;

    @AfterEach
    void close() {
        over = true;
        building.close();
    }

    @Test
    void indexedEqualityAndRangeStayQuickWhileTelemetryFlows() throws InterruptedException {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < THINGS; i++) {
            building.asset("r" + i, Map.of("row", Integer.toString(i % 1_000), "serial", "s" + i));
            points.add(building.point("r" + i, "inlet", "hall"));
        }
        building.applyAll();
        points.forEach(point -> building.reading(point, 20 + point.key() % 100 / 10.0));
        Thread telemetry = new Thread(() -> flow(points), "test-telemetry");
        telemetry.start();
        long before = heap();
        measure("first range, which makes the index", 1, i -> "gt(features/inlet/properties/value,29.85)");
        measure("first equality, which makes the index", 1, i -> "eq(attributes/serial,\"s" + i + "\")");
        measure("first of both", 1, i -> "eq(attributes/row,\"" + i + "\")");
        System.out.println("indices: " + (heap() - before >> 20) + " MiB");
        long equality = measure("equality", QUERIES, i -> "eq(attributes/serial,\"s" + i * 7 + "\")");
        long range = measure("range, a thousandth of the things", QUERIES, i -> "and(gt(features/inlet/properties/value,29.85),eq(attributes/row,\"" + i % 1_000 + "\"))");
        long wide = measure("range, a tenth of the things", QUERIES / 10, i -> "gt(features/inlet/properties/value," + (28.9 + i / 1_000.0) + ")");
        over = true;
        telemetry.join();
        assertTrue(equality < BUDGET_NANOS && range < BUDGET_NANOS && wide < BUDGET_NANOS);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private interface Filter {
        String of(int round);
    }

    /** @return the 99th percentile of the processor's time, nanoseconds */
    private long measure(String what, int rounds, Filter filter) {
        long[] took = new long[rounds];
        long[] cpu = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            String path = "/api/2/search/things?fields=thingId&filter=" + URLEncoder.encode(filter.of(i), StandardCharsets.UTF_8);
            long start = System.nanoTime();
            long startCpu = CPU.getCurrentThreadCpuTime();
            assertEquals(200, building.get(path).status());
            took[i] = System.nanoTime() - start;
            cpu[i] = CPU.getCurrentThreadCpuTime() - startCpu;
        }
        Arrays.sort(took);
        Arrays.sort(cpu);
        System.out.printf("%s: p50 %.3f ms, p99 %.3f ms (processor %.3f and %.3f) of %d%n", what, took[rounds / 2] / 1e6, took[rounds * 99 / 100] / 1e6,
            cpu[rounds / 2] / 1e6, cpu[rounds * 99 / 100] / 1e6, rounds);
        return cpu[rounds * 99 / 100];
    }

    private void flow(List<Point> points) {
        int next = 0;
        long start = System.nanoTime();
        for (long sent = 0; !over; sent += 100) {
            List<Reading> some = new ArrayList<>(100);
            for (int i = 0; i < 100; i++) {
                next = (next + 7_919) % THINGS;
                some.add(new Reading(points.get(next), building.clock.addAndGet(1_000), 20 + (next + sent / 100) % 100 / 10.0, Quality.GOOD));
            }
            building.twin.accept(some);
            LockSupport.parkNanos(start + (sent + 100) * 1_000_000_000L / READINGS_A_SECOND - System.nanoTime());
        }
    }
}
