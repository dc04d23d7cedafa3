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

    /** A question for the minutes of all gives no more than so many: what a server refuses to answer at once. */
    private static final int MOST_WINDOWS = 500_000;
    /** Readings that the compiler of this process gets to see before anything is measured, and questions before those that are. */
    private static final int WARM_UP = 500_000;
    private static final int FIRST_ASKS = 50;
    private static final int DAY_SERIES = 10_000;
    private static final int STEPS_AN_HOUR = 360;

    private final Path home;
    private final SeriesData data;
    private final int asks;
    private final int ways;
    private final List<Result> results = new ArrayList<>();

    /** What one way gave. */
    private record Result(String way, double pointsPerCpuSecond, double bytesPerPoint, Asked asked, long residentMiB) {}

    SeriesBench(Path home, Options options) {
        this.home = home;
        int hours = options.take("day", 0, 1);
        data = new SeriesData(options.take("series", hours > 0 ? DAY_SERIES : 5000, 1), options.take("times", hours > 0 ? hours * STEPS_AN_HOUR : 1000, 1), options.take("step", 10, 1));
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
        System.out.printf("%n%-28s %14s %12s %16s %10s %18s %10s %10s%n", "", "points/CPU s", "bytes/point", "1 h of 1, p50", "CPU", "minutes of all", "CPU", "MiB");
        for (Result result : results) {
            System.out.printf(Locale.ROOT, "%-28s %,14.0f %12.2f %13.1f ms %7.1f ms %16.2f s %8.2f s %10d%n", result.way(), result.pointsPerCpuSecond(), result.bytesPerPoint(),
                result.asked().hourMillis(), result.asked().hourCpuMillis(), result.asked().minutesSeconds(), result.asked().minutesCpuSeconds(), result.residentMiB());
        }
        if ((ways & INFLUX) != 0) {
            Result peer = results.get(0);
            for (Result result : results.subList(1, results.size())) {
                System.out.printf(Locale.ROOT, "%s to InfluxDB: points per CPU second %.1f times, bytes %.2f, one hour %.2f (CPU %.2f), minutes of all %.2f (CPU %.2f)%n", result.way(),
                    result.pointsPerCpuSecond() / peer.pointsPerCpuSecond(), result.bytesPerPoint() / peer.bytesPerPoint(), result.asked().hourMillis() / peer.asked().hourMillis(), result.asked().hourCpuMillis() / peer.asked().hourCpuMillis(),
                    result.asked().minutesSeconds() / peer.asked().minutesSeconds(), result.asked().minutesCpuSeconds() / peer.asked().minutesCpuSeconds());
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
            Asked asked = ask(client, peer.pid());
            long bytes = bytes(folder.path().resolve("data")) + bytes(folder.path().resolve("wal"));
            results.add(new Result("InfluxDB 1.6.7", data.points() / cpu, (double) bytes / data.points(), asked, peak));
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
            Asked asked = ask(client, runtime.pid());
            results.add(new Result("Gemello, all of the runtime", data.points() / cpu, (double) bytes(folder.path().resolve("var/series")) / data.points(), asked,
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
        long self = ProcessHandle.current().pid();
        SeriesData few = data.first(WARM_UP);
        try (TempFolder folder = new TempFolder(); StoreAlone store = new StoreAlone(folder.path(), few, few.end() + TimeUnit.DAYS.toNanos(30))) {
            store.awaitSettled();
        }
        try (TempFolder folder = new TempFolder()) {
            long before = process.getProcessCpuTime();
            try (StoreAlone store = new StoreAlone(folder.path(), data, data.end() + TimeUnit.DAYS.toNanos(30))) {
                store.awaitSettled();
                double cpu = (process.getProcessCpuTime() - before) / 1e9;
                long[] found = {0, 0};
                Asked asked = ask(self, (series, from) -> found[0] += store.range(series, from, from + HOUR), (from, to) -> found[1] += store.minutes(from, to));
                store.close();
                results.add(new Result("the embedded store alone", data.points() / cpu, (double) bytes(folder.path().resolve("series")) / data.points(), asked, Proc.peakResidentMiB(self)));
                return said("the store alone", found[0] > 0 && found[1] > 0);
            }
        }
    }

    /** How long questions took, and what they cost whoever answered. */
    private record Asked(double hourMillis, double hourCpuMillis, double minutesSeconds, double minutesCpuSeconds) {}

    /** Asks for the readings of a series in an hour. */
    @FunctionalInterface
    private interface OneHour {
        void ask(int series, long from) throws Exception;
    }

    /** Asks for the minutes of all series in a time. */
    @FunctionalInterface
    private interface Minutes {
        void ask(long from, long to) throws Exception;
    }

    /** @param pid whose processor time it costs */
    private Asked ask(long pid, OneHour hour, Minutes minutes) throws Exception {
        double[] millis = new double[asks];
        Random random = new Random(7);
        double before = 0;
        for (int i = -FIRST_ASKS; i < asks; i++) {
            before = i == 0 ? Proc.cpuSeconds(pid) : before;
            long from = hour(random);
            int series = random.nextInt(data.series());
            long start = System.nanoTime();
            hour.ask(series, from);
            millis[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
        }
        double hourCpu = (Proc.cpuSeconds(pid) - before) * 1e3 / asks;
        before = Proc.cpuSeconds(pid);
        long start = System.nanoTime();
        long slice = Math.max(1, MOST_WINDOWS / data.series()) * TimeUnit.MINUTES.toNanos(1);
        for (long from = data.begin(); from < data.end(); from += slice) {
            minutes.ask(from, Math.min(from + slice, data.end()));
        }
        return new Asked(median(millis), hourCpu, (System.nanoTime() - start) / 1e9, Proc.cpuSeconds(pid) - before);
    }

    private Asked ask(InfluxClient client, long pid) throws Exception {
        return ask(pid, (series, from) -> {
            String question = "SELECT value FROM temperature WHERE point = 'p" + series + "' AND time >= " + from + " AND time < " + (from + HOUR);
            JsonNode answer = client.query(question);
            if (answer.path("series").path(0).path("values").isEmpty()) {
                throw new IOException("no answer to " + question + ": " + answer);
            }
        }, (from, to) -> {
            JsonNode all = client.query("SELECT mean(value) FROM temperature WHERE time >= " + from + " AND time < " + to + " GROUP BY time(1m), point");
            if (all.path("series").size() != data.series()) {
                throw new IOException("minutes of " + all.path("series").size() + " series: " + all.path("error"));
            }
        });
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
