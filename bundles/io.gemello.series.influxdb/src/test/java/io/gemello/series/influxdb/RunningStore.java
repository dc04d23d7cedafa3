package io.gemello.series.influxdb;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import io.gemello.api.series.SeriesStore;
import io.gemello.testkit.FakeReadingJournal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** A store that delivers from a journal in memory. */
final class RunningStore implements AutoCloseable {
    static final Point INLET = new Point(0, "rack-1.inlet", "rack-1", "inlet", "temperature", "Cel", false);
    static final Point POWER = new Point(1, "rack-1.power", "rack-1", "power", "power", "W", false);

    final FakeReadingJournal journal;
    final DeliveryState state;
    final SeriesStore reads;
    private final Delivery delivery;

    RunningStore(Target target, FakeReadingJournal journal, int batch) {
        this.journal = journal;
        state = new DeliveryState(target, System::nanoTime);
        delivery = new Delivery(journal, target, new Delivery.Pace(Duration.ofMillis(1), batch), state);
        reads = new InfluxReads(delivery);
        delivery.start();
        delivery.site("hall");
    }

    /** @param token null for none */
    static Target target(Path folder, String url, String bucket, String token) throws Exception {
        Path file = null;
        if (token != null) {
            file = folder.resolve("token");
            Files.writeString(file, token + "\n");
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return new Target(url, "gemello", bucket, 0, true, file, "NO_SUCH_VARIABLE", true, Duration.ofSeconds(10));
    }

    void store(Reading... readings) throws InterruptedException {
        journal.append(List.of(readings));
        awaitStored();
    }

    void awaitStored() throws InterruptedException {
        try {
            journal.awaitCommitted();
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + ": " + state.health(), late);
        }
    }

    @Override
    public void close() {
        delivery.close();
    }
}
