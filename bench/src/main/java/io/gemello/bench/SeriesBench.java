package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.OperatingSystemMXBean;
import io.gemello.series.duckdb.StoreAlone;
import io.gemello.testkit.InfluxPeer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The same points into and out of Debian's InfluxDB, Gemello behind its gateway by the same client, and the embedded store alone. */
final class SeriesBench {
    private static final long HOUR = TimeUnit.HOURS.toNanos(1);
    private static final int INFLUX = 1;
    private static final int GATEWAY = 2;
    private static final int ALONE = 4;
    /** From taking to having settled everything, at most. */
    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(20);

    private final Path home;
    private final SeriesData data;
    private final int asks;
    private final int ways;
    private final List<Result> results = new ArrayList<>();

    /** What one way gave. @param minutesSeconds NaN where it was not asked */
    private record Result(String way, double pointsPerCpuSecond, double bytesPerPoint, double hourMillis, double minutesSeconds, long residentMiB) {}

    SeriesBench(Path home, Options options) {
        this.home = home;
        data = new SeriesData(options.take("series", 5000, 1), options.take("times", 1000, 1), options.take("step", 10, 1));
        asks = options.take("asks", 100, 1);
        ways = options.take("way", INFLUX | GATEWAY | ALONE, 1);
        options.finish();
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "series: %,d series, %,d points, written in the order of time%n", data.series(), data.points());
        boolean complete = true;
        if ((ways & INFLUX) != 0) {
            complete = influx();
        }
        if ((ways & ALONE) != 0) {
            complete &= alone();
        }
        if ((ways & GATEWAY) != 0) {
            complete &= gateway();
        }
        System.out.printf("%n%-28s %14s %12s %16s %18s %10s%n", "", "points/CPU s", "bytes/point", "1 h of 1, p50", "minutes of all", "MiB");
        for (Result result : results) {
            System.out.printf(Locale.ROOT, "%-28s %,14.0f %12.2f %13.1f ms %16.2f s %10d%n", result.way(), result.pointsPerCpuSecond(), result.bytesPerPoint(), result.hourMillis(), result.minutesSeconds(), result.residentMiB());
        }
        if ((ways & INFLUX) != 0) {
            Result peer = results.get(0);
            for (Result result : results.subList(1, results.size())) {
                System.out.printf(Locale.ROOT, "%s to InfluxDB: points per CPU second %.1f times, bytes %.2f, one hour %.2f, minutes of all %.2f%n", result.way(),
                    result.pointsPerCpuSecond() / peer.pointsPerCpuSecond(), result.bytesPerPoint() / peer.bytesPerPoint(), result.hourMillis() / peer.hourMillis(), result.minutesSeconds() / peer.minutesSeconds());
            }
        }
        return complete;
    }

    private boolean influx() throws Exception {
        try (TempFolder folder = new TempFolder(); InfluxPeer peer = new InfluxPeer(folder.path())) {
            peer.query("", "CREATE DATABASE gemello");
            InfluxClient client = new InfluxClient(peer.direct(), null);
            double before = Proc.cpuSeconds(peer.pid());
            client.write(data);
            double cpu = Proc.cpuSeconds(peer.pid()) - before;
            long peak = Proc.peakResidentMiB(peer.pid());
            boolean complete = count(client) == data.points();
            Asked asked = ask(client);
            long bytes = bytes(folder.path().resolve("data")) + bytes(folder.path().resolve("wal"));
            results.add(new Result("InfluxDB 1.6.7", data.points() / cpu, (double) bytes / data.points(), asked.hourMillis(), asked.minutesSeconds(), peak));
            return said("InfluxDB", complete);
        }
    }

    private boolean gateway() throws Exception {
        try (TempFolder folder = new TempFolder(); RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), site(folder.path().resolve("site")))) {
            InfluxClient client = new InfluxClient("http://127.0.0.1:" + runtime.httpPort(), runtime.authorization());
            double before = Proc.cpuSeconds(runtime.pid());
            client.write(data);
            await(runtime, "gemello_series_rows_total", data.points());
            double cpu = Proc.cpuSeconds(runtime.pid()) - before;
            System.out.printf(Locale.ROOT, "gateway: %.1f CPU s until stored; %d requests were refused for the moment%n", cpu, client.busy());
            settle(runtime, folder.path().resolve("var"));
            cpu = Proc.cpuSeconds(runtime.pid()) - before;
            boolean complete = count(client) == data.points();
            Asked asked = ask(client);
            results.add(new Result("Gemello, all of the runtime", data.points() / cpu, (double) bytes(folder.path().resolve("var/series")) / data.points(), asked.hourMillis(), asked.minutesSeconds(),
                Proc.peakResidentMiB(runtime.pid())));
            return said("the gateway", complete);
        }
    }

    /** Shortens the store's patience; it goes on where it stood. */
    private static void settle(RuntimeProcess runtime, Path var) throws Exception {
        Files.writeString(var.resolve("etc/io.gemello.series.duckdb.DuckSeries.cfg"), "settle.after.s = 1\n");
        long end = System.nanoTime() + PATIENCE;
        double before = -1;
        for (int quiet = 0; quiet < 5;) {
            TimeUnit.SECONDS.sleep(2);
            double spent = runtime.metric("gemello_series_upkeep_seconds_total");
            quiet = spent > 0 && runtime.metric("gemello_series_touched_blocks") == 0 && Math.abs(spent - before) < 0.02 ? quiet + 1 : 0;
            before = spent;
            if (System.nanoTime() > end) {
                throw new IOException("the store did not settle");
            }
        }
    }

    private static void await(RuntimeProcess runtime, String metric, long value) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (runtime.metric(metric) < value) {
            if (System.nanoTime() > end) {
                throw new IOException(metric + " is " + runtime.metric(metric) + ", not " + value);
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private boolean alone() throws Exception {
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        try (TempFolder folder = new TempFolder()) {
            long before = process.getProcessCpuTime();
            try (StoreAlone store = new StoreAlone(folder.path(), data, data.end() + TimeUnit.DAYS.toNanos(30))) {
                store.awaitSettled();
                double cpu = (process.getProcessCpuTime() - before) / 1e9;
                long found = 0;
                double[] millis = new double[asks];
                Random random = new Random(7);
                for (int i = 0; i < asks; i++) {
                    long from = hour(random);
                    long start = System.nanoTime();
                    found += store.range(random.nextInt(data.series()), from, from + HOUR);
                    millis[i] = (System.nanoTime() - start) / 1e6;
                }
                long start = System.nanoTime();
                long windows = store.minutes(data.begin(), data.end());
                double minutes = (System.nanoTime() - start) / 1e9;
                store.close();
                results.add(new Result("the embedded store alone", data.points() / cpu, (double) bytes(folder.path().resolve("series")) / data.points(), median(millis), minutes, Proc.peakResidentMiB(ProcessHandle.current().pid())));
                return said("the store alone", found > 0 && windows > 0);
            }
        }
    }

    private record Asked(double hourMillis, double minutesSeconds) {}

    private Asked ask(InfluxClient client) throws Exception {
        double[] millis = new double[asks];
        Random random = new Random(7);
        for (int i = 0; i < asks; i++) {
            long from = hour(random);
            String question = "SELECT value FROM temperature WHERE point = 'p" + random.nextInt(data.series()) + "' AND time >= " + from + " AND time < " + (from + HOUR);
            long start = System.nanoTime();
            JsonNode answer = client.query(question);
            millis[i] = (System.nanoTime() - start) / 1e6;
            if (answer.path("series").path(0).path("values").isEmpty()) {
                throw new IOException("no answer to " + question + ": " + answer);
            }
        }
        long start = System.nanoTime();
        JsonNode all = client.query("SELECT mean(value) FROM temperature WHERE time >= " + data.begin() + " AND time < " + data.end() + " GROUP BY time(1m), point");
        double seconds = (System.nanoTime() - start) / 1e9;
        if (all.path("series").size() != data.series()) {
            throw new IOException("minutes of " + all.path("series").size() + " series: " + all.path("error"));
        }
        return new Asked(median(millis), seconds);
    }

    private long hour(Random random) {
        long hours = Math.max(1, (data.end() - data.begin()) / HOUR - 1);
        return data.begin() + random.nextInt((int) hours) * HOUR;
    }

    private static long count(InfluxClient client) throws Exception {
        JsonNode row = client.query("SELECT count(value) FROM temperature").path("series").path(0).path("values").path(0);
        return row.path(1).asLong();
    }

    private static boolean said(String way, boolean complete) {
        System.out.println(way + ": " + (complete ? "every point is there" : "POINTS ARE MISSING"));
        return complete;
    }

    private static double median(double... values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static long bytes(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    private Path site(Path folder) throws IOException {
        List<String> assets = new ArrayList<>(List.of("asset,type,name"));
        List<String> points = new ArrayList<>(List.of("point,asset,feature,quantity,unit,adapter,address"));
        for (int i = 0; i < data.series(); i++) {
            if (i % 10 == 0) {
                assets.add("a" + i / 10 + ",rack,Rack " + i / 10);
            }
            points.add("p" + i + ",a" + i / 10 + ",f" + i % 10 + ",temperature,Cel,influx,\"temperature,point=p" + i + "#value\"");
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("assets.csv"), assets);
        Files.write(folder.resolve("points.csv"), points);
        Files.write(folder.resolve("site.properties"), List.of("site=bench", "zone=UTC", "features=gateway"));
        return folder;
    }
}
