package io.gemello.bench;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** The twin as a Ditto client uses it: durable writes, reads, searches, events, and what is left on the disk. */
final class DittoBench {
    private static final double MODIFY_BUDGET = 250;
    private static final double GET_BUDGET = 150;
    private static final double FILES_BUDGET = 5;
    private static final double MEMORY_BUDGET_MIB = 400;
    private static final int WS_IN_FLIGHT = 64;
    private static final int HTTP_IN_FLIGHT = 32;
    private static final int SAMPLE = 100;
    private static final int READS = 1;
    private static final int WRITES = 2;
    private static final int EVENTS = 4;
    private static final int MODIFIES = 8;

    private final Path home;
    private final DittoThings things;
    private final long modifies;
    private final int seconds;
    private final int warmUp;
    private final int subscribers;
    private final int eventRate;
    private final int parts;
    private final AtomicLong next = new AtomicLong();

    DittoBench(Path home, Options options) {
        this.home = home;
        things = new DittoThings(options.take("things", 10_000, SAMPLE));
        modifies = options.take("modifies", 200_000, 1);
        seconds = options.take("seconds", 15, 1);
        warmUp = options.take("warm-up", 20_000, 0);
        subscribers = options.take("subscribers", 100, 1);
        eventRate = options.take("event-rate", 50, 1);
        parts = options.take("part", READS | WRITES | EVENTS | MODIFIES, 1);
        options.finish();
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "ditto: %,d things of about 1 kB, each part for %d s after %,d requests of warm-up, %,d modifies, %d subscribers%n", things.count(), seconds, warmUp, modifies, subscribers);
        try (TempFolder folder = new TempFolder();
                RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), new LoadSite(1, 1).write(folder.path().resolve("site"), "mqtt"))) {
            return measure(runtime, folder.path().resolve("var/journal/twin"));
        }
    }

    private boolean measure(RuntimeProcess runtime, Path files) throws Exception {
        boolean sound;
        try (DittoSocket socket = new DittoSocket(runtime, null)) {
            if (runtime.client().send(request(runtime, "PUT", DittoThings.policyPath(), DittoThings.policy(RuntimeProcess.USER)), HttpResponse.BodyHandlers.ofString()).statusCode() != 201) {
                throw new IOException("the policy could not be made");
            }
            sound = Flight.run("create a thing, WebSocket, 64 in flight", runtime, WS_IN_FLIGHT, Flight.Span.until(things.count() - 1L), next, 0, n -> socket.ask(n, things.create(n))).sound(0);
            next.set(things.count());
            sound &= (parts & READS) == 0 || reads(runtime);
            sound &= (parts & WRITES) == 0 || writes(runtime, socket);
            sound &= (parts & EVENTS) == 0 || events(runtime);
            sound &= (parts & MODIFIES) == 0 || modifies(runtime, socket);
        }
        return sound & files(runtime, files) & memory(runtime);
    }

    private boolean modifies(RuntimeProcess runtime, DittoSocket socket) throws Exception {
        long end = next.get() + modifies;
        boolean sound = Flight.run(String.format(Locale.ROOT, "%,d modifies, WebSocket, 64 in flight", modifies), runtime, WS_IN_FLIGHT, Flight.Span.until(end - 1), next, MODIFY_BUDGET,
            n -> socket.ask(n, things.modify(n))).sound(MODIFY_BUDGET);
        return sound & nothingLost(runtime, end);
    }

    private boolean writes(RuntimeProcess runtime, DittoSocket socket) throws Exception {
        Flight.Span span = Flight.Span.seconds(warmUp, seconds);
        boolean sound = Flight.run("PUT property, HTTP, 32 in flight", runtime, HTTP_IN_FLIGHT, span, next, MODIFY_BUDGET, n -> put(runtime, n)).sound(MODIFY_BUDGET);
        sound &= Flight.run("PUT property, HTTP, 1 in flight", runtime, 1, Flight.Span.seconds(0, seconds), next, 0, n -> put(runtime, n)).sound(0);
        return sound & Flight.run("modify property, WebSocket, 64 in flight", runtime, WS_IN_FLIGHT, span, next, MODIFY_BUDGET, n -> socket.ask(n, things.modify(n))).sound(MODIFY_BUDGET);
    }

    private boolean reads(RuntimeProcess runtime) throws Exception {
        Flight.Span span = Flight.Span.seconds(warmUp, seconds);
        AtomicLong asked = new AtomicLong();
        boolean sound = Flight.run("GET thing, HTTP, 32 in flight", runtime, HTTP_IN_FLIGHT, span, asked, GET_BUDGET, n -> get(runtime, "/api/2/things/" + things.id(n))).sound(GET_BUDGET);
        sound &= Flight.run("search, one of " + DittoThings.ROOMS + " rooms, 25 things, 8 in flight", runtime, 8, Flight.Span.seconds(warmUp / 4, seconds), asked, 0, n -> search(runtime, "eq(attributes/room,\"r" + n % DittoThings.ROOMS + "\")")).sound(0);
        return sound & Flight.run("search, a narrow range, 8 in flight", runtime, 8, Flight.Span.seconds(warmUp / 4, seconds), asked, 0,
            n -> search(runtime, "and(ge(attributes/number," + n % things.count() + "),lt(attributes/number," + (n % things.count() + 10) + "))")).sound(0);
    }

    private static HttpRequest request(RuntimeProcess runtime, String method, String path, String body) {
        HttpRequest.BodyPublisher publisher = body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return runtime.request(path).header("Content-Type", "application/json").timeout(Duration.ofMinutes(1)).method(method, publisher).build();
    }

    private CompletionStage<Boolean> put(RuntimeProcess runtime, long n) {
        return runtime.client().sendAsync(request(runtime, "PUT", things.path(n), n + ".5"), HttpResponse.BodyHandlers.discarding()).thenApply(answer -> answer.statusCode() == 204);
    }

    private static CompletionStage<Boolean> get(RuntimeProcess runtime, String path) {
        return runtime.client().sendAsync(request(runtime, "GET", path, null), HttpResponse.BodyHandlers.discarding()).thenApply(answer -> answer.statusCode() == 200);
    }

    private static CompletionStage<Boolean> search(RuntimeProcess runtime, String filter) {
        return get(runtime, "/api/2/search/things?filter=" + URLEncoder.encode(filter, StandardCharsets.UTF_8));
    }

    /** Every subscriber is told of every write; the written value is the time. */
    private boolean events(RuntimeProcess runtime) throws Exception {
        Percentiles millis = new Percentiles();
        LongAdder told = new LongAdder();
        List<DittoSocket> ears = new ArrayList<>();
        try (DittoSocket writer = new DittoSocket(runtime, null)) {
            for (int i = 0; i < subscribers; i++) {
                ears.add(new DittoSocket(runtime, event -> {
                    long now = System.nanoTime();
                    int from = event.indexOf("\"value\":") + "\"value\":".length();
                    double delay = (now - Long.parseLong(event.substring(from, event.indexOf(',', from)))) / 1e6;
                    told.increment();
                    synchronized (millis) {
                        millis.add(delay);
                    }
                }));
            }
            double cpu = Proc.cpuSeconds(runtime.pid());
            long written = (long) eventRate * seconds;
            long begun = System.nanoTime();
            for (long i = 0; i < written; i++) {
                long wait = begun + i * 1_000_000_000L / eventRate - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(wait / 1_000_000, (int) (wait % 1_000_000));
                }
                long n = next.getAndIncrement();
                writer.ask(n, things.envelope("modify", n, "/attributes/stamp", String.valueOf(System.nanoTime())));
            }
            awaitTold(told, written * subscribers);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double micros = (Proc.cpuSeconds(runtime.pid()) - cpu) / told.sum() * 1e6;
            boolean all = told.sum() == written * subscribers;
            System.out.printf(Locale.ROOT, "%-46s %,9.0f/s  p50 %6.1f ms  p99 %6.1f ms  CPU %6.1f µs%s%n", "events to " + subscribers + " subscribers, " + eventRate + " writes/s", told.sum() / seconds,
                millis.at(0.5), millis.at(0.99), micros, all ? "" : String.format(Locale.ROOT, "; %,d LOST", written * subscribers - told.sum()));
            return all;
        } finally {
            ears.forEach(DittoSocket::close);
        }
    }

    private static void awaitTold(LongAdder told, long all) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (told.sum() < all && System.nanoTime() < end) {
            Thread.sleep(5);
        }
    }

    /** The last write of each of some properties is there. @param after the number after the last */
    private boolean nothingLost(RuntimeProcess runtime, long after) throws Exception {
        long lost = 0;
        for (long n = after - 1; n >= after - Math.min(SAMPLE, modifies); n--) {
            double there = runtime.get(things.path(n)).asDouble();
            lost += there == n + 0.25 ? 0 : 1;
        }
        if (lost > 0) {
            System.out.printf(Locale.ROOT, "%d of the last writes are LOST%n", lost);
        }
        return lost == 0;
    }

    private boolean files(RuntimeProcess runtime, Path folder) throws Exception {
        double bytes = 0;
        for (int n = 0; n < SAMPLE; n++) {
            bytes += runtime.get("/api/2/things/" + things.id((long) n * (things.count() / SAMPLE))).toString().getBytes(StandardCharsets.UTF_8).length;
        }
        double live = bytes / SAMPLE * things.count();
        double files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
        }
        double ratio = files / live;
        System.out.printf(Locale.ROOT, "the things' files: %.1f MiB, %.2f times the live data of %.1f MiB%s%n", files / 1048576, ratio, live / 1048576, ratio <= FILES_BUDGET ? " (budget 5)" : ": OVER the budget of 5");
        return ratio <= FILES_BUDGET;
    }

    private static boolean memory(RuntimeProcess runtime) throws IOException {
        long peak = Proc.peakResidentMiB(runtime.pid());
        System.out.printf(Locale.ROOT, "runtime: %d MiB resident, peak %d%s%n", Proc.residentMiB(runtime.pid()), peak, peak <= MEMORY_BUDGET_MIB ? " (budget 400)" : ": OVER the budget of 400");
        return peak <= MEMORY_BUDGET_MIB;
    }
}
