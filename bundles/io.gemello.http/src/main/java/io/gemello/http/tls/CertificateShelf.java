package io.gemello.http.tls;

import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** All keys and certificates that this process uses. Thread gemello-tls-watch looks for renewed files. */
@Component(service = {TlsFiles.class, HealthCheck.class}, immediate = true)
public final class CertificateShelf implements TlsFiles, HealthCheck {
    private static final long LOOK_SECONDS = 5;
    private final Path data;
    private final Clock clock;
    private final Map<String, WatchedFiles> watched = new ConcurrentHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "gemello-tls-watch");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CertificateShelf(BundleContext context) {
        this(Path.of(Objects.requireNonNullElse(context.getProperty("gemello.data"), "")), Clock.systemUTC());
        watch.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    CertificateShelf(Path data, Clock clock) {
        this.data = data;
        this.clock = clock;
    }

    void look() {
        watched.values().forEach(WatchedFiles::look);
    }

    @Override
    public SSLContext context(String owner, TlsPaths paths) {
        return watched.compute(owner, (name, known) -> known != null && known.isOf(paths) ? known : new WatchedFiles(name, paths, data, clock)).context();
    }

    @Override
    public void forget(String owner) {
        watched.remove(owner);
    }

    @Override
    public List<Health> check() {
        return watched.values().stream().map(WatchedFiles::health).toList();
    }

    @Deactivate
    void stop() {
        watch.shutdownNow();
    }
}
