package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Rules over many points: what the alert engine costs, and how long a crossing takes from its source to a listener that may rely on it. */
final class AlertBench {
    private static final double BOUND_MILLIS = 100;
    private static final String METRICS = "gemello_alert_(readings|judged|transitions|passed_over|missed_readings|rule_failures|listener_failures)_total";
    private final Path home;
    private final int rate;
    private final int seconds;
    private final int warmUp;
    private final int every;
    private final AlertSite site;

    AlertBench(Path home, Options options) {
        this.home = home;
        rate = options.take("rate", 10_000, 1);
        seconds = options.take("seconds", 60, 1);
        warmUp = options.take("warm-up", 10, 0);
        every = options.take("every", 4, 1);
        site = new AlertSite(options.take("points", 50_000, AlertSite.WIDTH * AlertSite.TYPES), options.take("rules", 10_000, AlertSite.TYPES));
        options.finish();
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "alert: %,d rules over %,d points, %,d readings/s for %d s; each of %,d points crosses its limit with one reading in %d%n",
                site.rules(), site.points(), rate, seconds, site.watched(), every);
        try (TempFolder folder = new TempFolder();
                RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), site.write(folder.path().resolve("site")))) {
            awaitRules(runtime);
            return measure(runtime, folder.path());
        }
    }

    private void awaitRules(RuntimeProcess runtime) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (runtime.metric("gemello_alert_rules") != site.rules()) {
            if (System.nanoTime() > end) {
                throw new IOException("the engine does not watch " + site.rules() + " rules: " + runtime.get("/api/gemello/alerts/rules"));
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean measure(RuntimeProcess runtime, Path folder) throws Exception {
        Path result = folder.resolve("told.json");
        Stages stages = Stages.of(runtime);
        ThreadCpu threads = ThreadCpu.of(runtime.pid());
        deploy(folder.resolve("var"), result);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds * 2L + 180);
        while (!Files.exists(result)) {
            if (System.nanoTime() > end) {
                throw new IOException("the load generator did not end; see the runtime's log");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        double engine = ThreadCpu.of(runtime.pid()).since(threads).getOrDefault("gemello-alert", 0.0);
        JsonNode said = RuntimeProcess.JSON.readTree(result.toFile());
        long readings = said.get("readings").asLong();
        long crossings = said.get("crossings").asLong();
        stages.print(readings);
        System.out.printf("runtime: %d MiB resident, peak %d%n", Proc.residentMiB(runtime.pid()), Proc.peakResidentMiB(runtime.pid()));
        System.out.printf(Locale.ROOT, "submitted %,d readings in %.1f s (%,.0f/s; at most %,d ms behind the plan)%n", readings, said.get("seconds").asDouble(), readings / said.get("seconds").asDouble(),
                said.get("behindMillis").asLong());
        double judged = runtime.metric("gemello_alert_judged_total");
        System.out.printf(Locale.ROOT, "CPU of the alert engine: %.1f s, %.2f µs a reading, %.2f µs for each time that a rule looked at one (%,.0f times)%n", engine, engine / readings * 1e6, engine / judged * 1e6, judged);
        print("submit to listener, the alert being durable", said.get("submitToTold"));
        print("of that, from the reading being durable", said.get("durableToTold"));
        long transitions = (long) runtime.metric("gemello_alert_transitions_total");
        long listed = new HistoryCount(runtime).lines();
        System.out.printf(Locale.ROOT, "crossings %,d; not told to the listener %,d; transitions %,d, in the history %,d: lost %,d, doubled %,d%n", crossings, said.get("untold").asLong(), transitions, listed,
                Math.max(0, crossings - listed), Math.max(0, listed - crossings));
        runtime.metrics(METRICS).forEach(line -> System.out.println("the runtime counted: " + line));
        return said.get("untold").asLong() == 0 && listed == crossings && said.get("submitToTold").path("p99").asDouble() < BOUND_MILLIS;
    }

    private static void print(String what, JsonNode of) {
        System.out.printf(Locale.ROOT, "%s: p50 %.1f ms, p99 %.1f ms, max %.1f ms (%,d alerts)%n", what, of.path("p50").asDouble(), of.path("p99").asDouble(), of.path("max").asDouble(), of.path("count").asLong());
    }

    /** As an integrator does it: the jar into the deploy folder, the settings into etc. */
    private void deploy(Path data, Path result) throws IOException, URISyntaxException {
        Path classes = Path.of(AlertBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path part = data.resolve("tmp/io.gemello.bench.load.jar");
        Files.copy(classes.resolveSibling("io.gemello.bench.load.jar"), part);
        Files.move(part, data.resolve("deploy/io.gemello.bench.load.jar"), StandardCopyOption.ATOMIC_MOVE);
        Files.write(data.resolve("etc/io.gemello.bench.alert.cfg"), List.of("rate=" + rate, "seconds=" + seconds, "warm.up=" + warmUp, "assets=" + site.assets(), "width=" + AlertSite.WIDTH, "watched=" + site.watched(), "every=" + every,
                "result=" + result));
    }
}
