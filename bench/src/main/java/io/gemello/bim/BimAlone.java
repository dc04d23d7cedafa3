package io.gemello.bim;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.gemello.api.access.AssetGuard;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.bim.Overrides;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Reading;
import io.gemello.bim.ifc.IfcKind;
import io.gemello.bim.ifc.IfcModel;
import io.gemello.bim.ifc.IfcObject;
import io.gemello.bim.patch.IfcPatch;
import io.gemello.export.bcf.BcfAlone;
import io.gemello.export.csv.CsvAlone;
import io.gemello.export.dynamo.DynamoAlone;
import io.gemello.testkit.FakeClock;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Index, deltas and exporters without a runtime. In the bundle's package because that is how a test would open it: the bundle exports nothing. */
public final class BimAlone {
    private static final int ROUNDS = 200;
    private static final int ALERTS = 500;
    private static final double MOST_INDEX_CPU_SECONDS = 5;
    private static final double MOST_DELTA_MILLIS = 50;
    private static final long SECOND = 1_000_000_000L;
    private final Path folder;
    private final Path file;

    private BimAlone(Path file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    private interface Work {
        void run() throws Exception;
    }

    /** @param args model, folder for what is written, how many elements, how many of them change at once; exit code 1 where a bound is broken */
    public static void main(String[] args) throws Exception {
        System.exit(new BimAlone(Path.of(args[0]), Path.of(args[1])).run(Integer.parseInt(args[2]), Integer.parseInt(args[3])) ? 0 : 1);
    }

    private boolean run(int elements, int changed) throws Exception {
        double cpu = timed("index", () -> IfcModel.open(file).close());
        try (IfcModel model = IfcModel.open(file)) {
            System.out.printf(Locale.ROOT, "       %,d instances, %,d objects; heap after collection %d MiB%n", model.counts().values().stream().mapToInt(Integer::intValue).sum(), model.objects().size(), heapMebibytes());
            Catalogue site = ModelSite.of(model.objects().stream().filter(object -> object.kind() == IfcKind.ELEMENT && !object.entity().equals("IFCOPENINGELEMENT")).limit(elements).map(IfcObject::guid).toList());
            LiveLoop loop = new LiveLoop(new FakeClock(ROUNDS * 2 * SECOND), 0, snapshot -> { });
            loop.start();
            loop.model(new SiteModel(file, file, "0".repeat(64), model));
            loop.applied(site);
            fill(loop, site);
            double delta = deltas(loop, site, Math.min(changed, site.points().size()));
            exports(loop.snapshot().overrides(), model);
            loop.close();
            return cpu < MOST_INDEX_CPU_SECONDS && delta < MOST_DELTA_MILLIS;
        }
    }

    private static void fill(LiveLoop loop, Catalogue site) throws InterruptedException {
        List<Point> points = List.copyOf(site.points().values());
        loop.states(points.stream().map(point -> new PointState(point, PointState.State.LIVE, 0, null)).toList());
        loop.alerts(points.stream().limit(ALERTS).map(point -> new Alert("high@" + point.id(), "high", point, AlertState.UNACKNOWLEDGED, true, "hi", Priority.HIGH, "too warm", 30, 1, 1, 0)).toList());
        loop.readings(points.stream().map(point -> new Reading(point, SECOND, 20, 0)).toList());
        await(loop, () -> loop.snapshot().cells().size() == points.size() && loop.snapshot().cells().stream().allMatch(cell -> cell.value().epochNanos() == SECOND)
            && loop.snapshot().elements().stream().filter(one -> !one.override().alerts().isEmpty()).count() == Math.min(ALERTS, points.size()));
        System.out.printf(Locale.ROOT, "site: %,d elements with a parameter each, %,d alerts%n", loop.snapshot().elements().size(), ALERTS);
    }

    /** From the readings to the text of what has changed. @return CPU time of one in ms, on average: it does not depend on what else the machine does */
    private static double deltas(LiveLoop loop, Catalogue site, int changed) throws Exception {
        ObjectMapper json = new ObjectMapper();
        List<Point> points = new ArrayList<>(site.points().values());
        double[] worked = new double[ROUNDS];
        double[] answered = new double[ROUNDS];
        double spent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int from = round * changed % (points.size() - changed + 1);
            long time = (round + 2) * SECOND;
            double value = 20 + round % 10;
            List<Reading> readings = points.subList(from, from + changed).stream().map(point -> new Reading(point, time, value, 0)).toList();
            long before = loop.snapshot().version();
            double cpu = cpuSeconds();
            long begin = System.nanoTime();
            loop.readings(readings);
            await(loop, () -> loop.snapshot().version() > before);
            long there = System.nanoTime();
            byte[] text = json.writeValueAsBytes(new Readable(loop.snapshot(), AssetGuard.Reader.ALL).parameters(before, slot -> true));
            worked[round] = (there - begin) / 1e6;
            answered[round] = (System.nanoTime() - begin) / 1e6;
            // The first half is the compiler's.
            spent += round < ROUNDS / 2 ? 0 : (cpuSeconds() - cpu) * 1e3 / (ROUNDS - ROUNDS / 2);
            if (round == ROUNDS - 1) {
                System.out.printf(Locale.ROOT, "delta of %,d parameters: %,d bytes%n", changed, text.length);
            }
        }
        System.out.printf(Locale.ROOT, "       until it is shown p50 %.1f ms, p99 %.1f ms; until it is answered p50 %.1f ms, p99 %.1f ms, %.1f ms CPU%n", at(worked, 0.5), at(worked, 0.99), at(answered, 0.5), at(answered, 0.99), spent);
        return spent;
    }

    private void exports(Overrides all, IfcModel model) throws Exception {
        Path patched = folder.resolve("patched.ifc");
        timed("patched IFC", () -> IfcPatch.write(model, file, "0".repeat(64), all.elements(), AlertColours.SCHEME, patched));
        System.out.printf(Locale.ROOT, "       %d MiB, of which %d MiB are added%n", Files.size(patched) >> 20, Files.size(patched) - Files.size(file) >> 20);
        Files.delete(patched);
        timed("CSV", () -> CsvAlone.export(folder.resolve("table.csv"), all));
        timed("Dynamo", () -> DynamoAlone.export(folder.resolve("dynamo"), all));
        timed("BCF, " + ALERTS + " issues", () -> BcfAlone.export(folder.resolve("issues.bcf"), all));
    }

    /** Twice: the first time the compiler is at work. @return CPU seconds of the second time, of all threads */
    private static double timed(String what, Work work) throws Exception {
        double cpu = 0;
        for (int run = 1; run <= 2; run++) {
            long begin = System.nanoTime();
            double before = cpuSeconds();
            work.run();
            cpu = cpuSeconds() - before;
            System.out.printf(Locale.ROOT, "%s, %s time: %.2f s CPU, %.2f s%n", what, run == 1 ? "first" : "second", cpu, (System.nanoTime() - begin) / 1e9);
        }
        return cpu;
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime() / 1e9;
    }

    private static long heapMebibytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    private static double at(double[] values, double share) {
        Arrays.sort(values);
        return values[(int) Math.ceil(share * values.length) - 1];
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(LiveLoop loop, Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || loop.failures() > 0) {
                throw new IllegalStateException("the loop does not come to it");
            }
            TimeUnit.MICROSECONDS.sleep(200);
        }
    }
}
