package io.gemello.http.tls;

import io.gemello.api.access.TlsPaths;
import io.gemello.api.health.Health;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One owner's files, as they were when they last made sense. Any thread. */
final class WatchedFiles {
    static final Duration WARNING = Duration.ofDays(30);
    private static final Logger LOG = LoggerFactory.getLogger(WatchedFiles.class);
    private final String owner;
    private final TlsPaths paths;
    private final Path data;
    private final Clock clock;
    private KeySet current;
    private String stamp = "";
    private String fault;
    private Health health;

    WatchedFiles(String owner, TlsPaths paths, Path data, Clock clock) {
        this.owner = owner;
        this.paths = paths;
        this.data = data;
        this.clock = clock;
    }

    boolean isOf(TlsPaths asked) {
        return paths.equals(asked);
    }

    /** @throws IllegalArgumentException while nothing usable was ever read */
    synchronized SSLContext context() {
        if (current == null) {
            look();
        }
        if (current == null) {
            throw new IllegalArgumentException(owner + ": " + fault);
        }
        return current.context();
    }

    /** Reads again what has changed. A set that makes no sense (yet: files are renewed one after the other) leaves the one before in use. */
    synchronized void look() {
        String now = stamp();
        if (now.equals(stamp) && fault == null) {
            return;
        }
        stamp = now;
        String before = fault;
        try {
            boolean first = current == null;
            current = KeySet.read(paths, data);
            fault = null;
            if (!first) {
                LOG.info("{}: renewed certificates are used for new connections{}", owner, current.soonest() == null ? "" : "; the first of them expires " + current.soonest().until());
            }
        } catch (IllegalArgumentException e) {
            fault = e.getMessage();
            if (!Objects.equals(before, fault)) {
                LOG.error("{}: {}", owner, current == null ? fault : fault + "; the certificates read before stay in use");
            }
        }
    }

    private String stamp() {
        return Stream.of(paths.certificate(), paths.key(), paths.authority()).filter(p -> !p.isEmpty()).map(data::resolve).map(WatchedFiles::stamp).collect(Collectors.joining("|"));
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
            return now.fileKey() + " " + now.lastModifiedTime() + " " + now.size();
        } catch (IOException absent) {
            return "";
        }
    }

    synchronized Health health() {
        Health now = judge();
        if (health == null || health.state() != now.state() || !health.message().equals(now.message())) {
            health = now;
        }
        return health;
    }

    private Health judge() {
        if (current == null) {
            return of(Health.State.CRITICAL, fault == null ? "not read yet" : fault, "correct the file; it is looked at again within seconds");
        }
        KeySet.Expiring soonest = current.soonest();
        Instant now = clock.instant();
        if (soonest != null && now.isAfter(soonest.until())) {
            return of(Health.State.CRITICAL, named(soonest) + " has expired at " + soonest.until(), renew(soonest));
        }
        if (soonest != null && now.isBefore(soonest.from())) {
            return of(Health.State.CRITICAL, named(soonest) + " is not valid before " + soonest.from(), "set this machine's clock right, or wait");
        }
        if (fault != null) {
            return of(Health.State.WARN, fault + "; the certificates read before stay in use", "correct the file; it is looked at again within seconds");
        }
        if (soonest != null && now.isAfter(soonest.until().minus(WARNING))) {
            return of(Health.State.WARN, named(soonest) + " expires at " + soonest.until(), renew(soonest));
        }
        return of(Health.State.OK, soonest == null ? "in use" : "valid until " + soonest.until(), "");
    }

    private static String named(KeySet.Expiring one) {
        return "the certificate of " + one.certificate().getSubjectX500Principal() + " in " + one.path();
    }

    private static String renew(KeySet.Expiring one) {
        return "renew it and put it in " + one.path() + "; no restart is needed";
    }

    private Health of(Health.State state, String message, String remedy) {
        return new Health("tls." + owner, state, clock.instant(), message, remedy);
    }
}
