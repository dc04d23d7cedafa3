package io.gemello.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.gemello.bench.probe.CountingProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * From a jar in the deploy folder to its first reading, under load: install, update, delete. The peer is Felix File Install, asked
 * for the same with the same adapter in the same process, its folder looked at every {@value #PEER_POLL_MILLIS} ms.
 */
final class HotBench {
    private static final int PEER_POLL_MILLIS = 500;
    private static final int PATIENCE_SECONDS = 60;
    private static final int LOOK_MILLIS = 5;

    private final Path home;
    private final int rate;
    private final int runs;
    private final LoadSite site = new LoadSite(100, 5);

    HotBench(Path home, Options options) {
        this.home = home;
        rate = options.take("rate", 5_000, 0);
        runs = options.take("runs", 10, 1);
        options.finish();
    }

    boolean run() throws Exception {
        System.out.printf(Locale.ROOT, "hot: %d times install, update, delete, under %,d readings/s over MQTT; values are seen by asking over REST every %d ms%n", runs, rate, LOOK_MILLIS);
        try (TempFolder folder = new TempFolder();
                RuntimeProcess runtime = new RuntimeProcess(home, folder.path().resolve("var"), site(folder.path().resolve("site")));
                AutoCloseable load = rate == 0 ? () -> { } : new PublisherProcess(runtime, site, rate, 3600, 1, folder.path().resolve("sent.json"))) {
            Path data = folder.path().resolve("var");
            Path peerFolder = Files.createDirectory(data.resolve("peer"));
            Files.write(data.resolve("etc/org.apache.felix.fileinstall-peer.cfg"), List.of("felix.fileinstall.dir=" + peerFolder, "felix.fileinstall.poll=" + PEER_POLL_MILLIS,
                    "felix.fileinstall.tmpdir=" + data.resolve("tmp/peer"), "felix.fileinstall.start.level=9"));
            Course ours = new Course(runtime, "probe", data.resolve("deploy"));
            Course peer = new Course(runtime, "peer", peerFolder);
            // Once unmeasured: classes are loaded, the peer's folder is known.
            ours.once(folder.path());
            peer.once(folder.path());
            ours.reset();
            peer.reset();
            for (int i = 0; i < runs; i++) {
                ours.once(folder.path());
                peer.once(folder.path());
            }
            ours.print("gemello", null);
            peer.print("Felix File Install", ours);
        }
        return true;
    }

    private Path site(Path folder) throws IOException {
        site.write(folder, "mqtt");
        Files.write(folder.resolve("points.csv"), List.of("probe,a0,probe,count,1,probe,count", "peer,a0,peer,count,1,peer,count"), StandardOpenOption.APPEND);
        return folder;
    }

    /** One way to deploy, and how long it takes. */
    private static final class Course {
        private final RuntimeProcess runtime;
        private final String adapter;
        private final Path folder;
        private Percentiles install = new Percentiles();
        private Percentiles update = new Percentiles();
        private Percentiles delete = new Percentiles();

        Course(RuntimeProcess runtime, String adapter, Path folder) {
            this.runtime = runtime;
            this.adapter = adapter;
            this.folder = folder;
        }

        void reset() {
            install = new Percentiles();
            update = new Percentiles();
            delete = new Percentiles();
        }

        void once(Path workshop) throws Exception {
            int version = (int) (value() / CountingProbe.PER_VERSION);
            install.add(drop(workshop, version + 1));
            update.add(drop(workshop, version + 2));
            long begin = System.nanoTime();
            Files.delete(folder.resolve(adapter + ".jar"));
            delete.add(millisUntil(begin, () -> !delivers()));
        }

        /** @return milliseconds from the renaming of the file to the version's first reading in sight */
        private double drop(Path workshop, int version) throws Exception {
            Path jar = ProbeJar.write(workshop, adapter, version);
            long begin = System.nanoTime();
            Files.move(jar, folder.resolve(adapter + ".jar"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return millisUntil(begin, () -> value() / CountingProbe.PER_VERSION == version);
        }

        private double millisUntil(long begin, BooleanSupplier reached) throws Exception {
            while (!reached.getAsBoolean()) {
                if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
                    throw new IOException(adapter + ": nothing happened for " + PATIENCE_SECONDS + " s after a change in " + folder);
                }
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            return (System.nanoTime() - begin) / 1e6;
        }

        private long value() {
            return ask("/api/gemello/points/" + adapter).path("value").asLong();
        }

        /** Whether the adapter runs. */
        private boolean delivers() {
            for (JsonNode one : ask("/api/gemello/adapters").get("adapters")) {
                if (one.get("adapter").asText().equals(adapter)) {
                    return !one.get("state").asText().equals("absent");
                }
            }
            return false;
        }

        private JsonNode ask(String path) {
            try {
                return runtime.get(path);
            } catch (IOException failed) {
                throw new java.io.UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }

        void print(String who, Course base) {
            line(who, "install, file to first reading", install, base == null ? null : base.install);
            line(who, "update, file to first reading of the new version", update, base == null ? null : base.update);
            line(who, "delete, file gone to adapter gone", delete, base == null ? null : base.delete);
        }

        private static void line(String who, String what, Percentiles times, Percentiles base) {
            System.out.printf(Locale.ROOT, "%-18s  %-50s p50 %5.0f ms, max %5.0f ms%s%n", who, what, times.at(0.5), times.at(1),
                    base == null ? "" : String.format(Locale.ROOT, "   %.1f times gemello's p50", times.at(0.5) / base.at(0.5)));
        }
    }
}
