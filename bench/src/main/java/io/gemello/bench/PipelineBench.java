package io.gemello.bench;

import java.nio.file.Path;
import java.util.Locale;

/** Probes over MQTT into journal, twins and store: what arrives, how late, and at what cost. */
final class PipelineBench {
    private static final int SETTLE_SECONDS = 60;

    private final Path home;
    private final int rate;
    private final int seconds;
    private final int clients;
    private final int warmUp;
    private final LoadSite site;

    PipelineBench(Path home, Options options) {
        this.home = home;
        rate = options.take("rate", 10_000, 1);
        seconds = options.take("seconds", 60, 1);
        clients = options.take("clients", 2, 1);
        warmUp = options.take("warm-up", 10, 0);
        int values = options.take("values", 8, 1);
        int points = options.take("points", 1000, 1);
        options.finish();
        if (values > 8) {
            throw new IllegalArgumentException("--values: at most 8 values a message, else the rate says nothing about messages");
        }
        site = new LoadSite(Math.max(clients, points / values), values);
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "pipeline: %,d readings/s for %d s, %,d points of %,d things, MQTT 5, QoS 1, %d values a message (%,d messages/s), %d clients%n",
                rate, seconds, site.points(), site.assets(), site.width(), rate / site.width(), clients);
        try (TempFolder folder = new TempFolder();
                RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), site.write(folder.path().resolve("site"), "mqtt"));
                TwinReader twin = new TwinReader(runtime, site); StorePoller store = new StorePoller(runtime, site)) {
            return measure(runtime, twin, store, folder.path().resolve("sent.json"));
        }
    }

    private boolean measure(RuntimeProcess runtime, TwinReader twin, StorePoller store, Path result) throws Exception {
        long begin = System.currentTimeMillis();
        Stages stages = Stages.of(runtime);
        double own = Proc.cpuSeconds(ProcessHandle.current().pid());
        double publisher;
        try (PublisherProcess process = new PublisherProcess(runtime, site, rate, seconds, clients, result)) {
            publisher = process.await();
        }
        Journey journey = Journey.read(result);
        long readings = journey.messages() * site.width();
        long acknowledged = (journey.messages() - journey.unacknowledged().size()) * site.width();
        boolean settled = Arrival.await(SETTLE_SECONDS, site, journey, twin);
        double settledAfter = (System.currentTimeMillis() - begin) / 1e3;
        stages.print(readings);
        System.out.printf(Locale.ROOT, "CPU of the publisher: %.1f s, %.1f µs a reading; of this reader: %.1f s%n", publisher, publisher / readings * 1e6, Proc.cpuSeconds(ProcessHandle.current().pid()) - own);
        System.out.printf("runtime: %d MiB resident, peak %d%n", Proc.residentMiB(runtime.pid()), Proc.peakResidentMiB(runtime.pid()));
        System.out.printf(Locale.ROOT, "sent %,d readings in %.1f s (%,.0f/s; at most %,d ms behind the plan), acknowledged %,d; all seen in the twin after %.1f s%s%n",
                readings, journey.seconds(), readings / journey.seconds(), journey.behindMillis(), acknowledged, settledAfter, settled ? "" : ": NOT ALL");
        StoreCheck check = Arrival.stored(runtime, site, journey);
        System.out.println(check);
        System.out.printf("twin: %,d events, stream %s%n", twin.events(), twin.broken() == null ? "never broken" : "BROKEN: " + twin.broken());
        new Latencies(site, journey, check, begin + warmUp * 1000L).print(twin, store);
        runtime.counts().forEach(line -> System.out.println("the runtime counted: " + line));
        return settled && check.sound() && twin.broken() == null && acknowledged == readings;
    }
}
