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

/** As {@link PipelineBench}, but the source is an adapter in the process: what the pipeline does without a broker. Its bundle is dropped into the running runtime. */
final class IntakeBench {
    private static final int SETTLE_SECONDS = 60;

    private final Path home;
    private final int rate;
    private final int seconds;
    private final int warmUp;
    private final LoadSite site;

    IntakeBench(Path home, Options options) {
        this.home = home;
        rate = options.take("rate", 50_000, 1);
        seconds = options.take("seconds", 60, 1);
        warmUp = options.take("warm-up", 10, 0);
        site = new LoadSite(Math.max(1, options.take("points", 1000, 1) / 8), 8);
        options.finish();
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "intake: %,d readings/s for %d s, %,d points of %,d things, from an adapter in the process%n", rate, seconds, site.points(), site.assets());
        try (TempFolder folder = new TempFolder();
                RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), site.write(folder.path().resolve("site"), "load"));
                TwinReader twin = new TwinReader(runtime, site); StorePoller store = new StorePoller(runtime, site)) {
            return measure(runtime, twin, store, folder.path());
        }
    }

    private boolean measure(RuntimeProcess runtime, TwinReader twin, StorePoller store, Path folder) throws Exception {
        long begin = System.currentTimeMillis();
        Path result = folder.resolve("sent.json");
        Stages stages = Stages.of(runtime);
        deploy(folder.resolve("var"), result);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds * 2L + 120);
        while (!Files.exists(result)) {
            if (System.nanoTime() > end) {
                throw new IOException("the load generator did not end; see the runtime's log");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        Journey journey = Journey.read(result);
        JsonNode said = RuntimeProcess.JSON.readTree(result.toFile());
        long readings = journey.messages() * site.width();
        boolean settled = Arrival.await(SETTLE_SECONDS, site, journey, twin);
        stages.print(readings);
        System.out.printf("runtime: %d MiB resident, peak %d%n", Proc.residentMiB(runtime.pid()), Proc.peakResidentMiB(runtime.pid()));
        System.out.printf(Locale.ROOT, "submitted %,d readings in %.1f s (%,.0f/s; at most %,d ms behind the plan, %,d ms held back by submit); durable p50 %.1f ms, p99 %.1f ms; batches failed %d, unanswered %d%s%n",
                readings, journey.seconds(), readings / journey.seconds(), journey.behindMillis(), journey.waitedMillis(), said.get("durableP50Millis").asDouble(), said.get("durableP99Millis").asDouble(),
                said.get("failedBatches").asInt(), said.get("unansweredBatches").asInt(), settled ? "" : "; NOT ALL seen in the twin");
        StoreCheck check = Arrival.stored(runtime, site, journey);
        System.out.println(check);
        System.out.printf("twin: %,d events, stream %s%n", twin.events(), twin.broken() == null ? "never broken" : "BROKEN: " + twin.broken());
        new Latencies(site, journey, check, begin + warmUp * 1000L).print(twin, store);
        runtime.counts().forEach(line -> System.out.println("the runtime counted: " + line));
        return settled && check.sound() && twin.broken() == null && said.get("failedBatches").asInt() == 0;
    }

    /** As an integrator does it: the jar into the deploy folder, the settings into etc. */
    private void deploy(Path data, Path result) throws IOException, URISyntaxException {
        Path classes = Path.of(IntakeBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path part = data.resolve("tmp/io.gemello.bench.load.jar");
        Files.copy(classes.resolveSibling("io.gemello.bench.load.jar"), part);
        Files.move(part, data.resolve("deploy/io.gemello.bench.load.jar"), StandardCopyOption.ATOMIC_MOVE);
        Files.write(data.resolve("etc/io.gemello.bench.load.cfg"), List.of("rate=" + rate, "seconds=" + seconds, "assets=" + site.assets(), "width=" + site.width(), "result=" + result));
    }
}
