package io.gemello.alert;

import io.gemello.api.alert.AlertRule;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The site's rules as they hold: read anew when a file, the site or the kinds of rule change, by the thread {@code gemello-alert-rules}.
 * Files that were changed into ones with a fault change nothing; at the start, and when kinds come and go, what can be used is used.
 */
final class RuleShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RuleShelf.class);
    private static final long LOOK_SECONDS = 2;
    private final Map<String, AlertRule> kinds = new HashMap<>();
    private final Consumer<RuleBook> effect;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-alert-rules");
        t.setDaemon(true);
        return t;
    });
    private Catalogue catalogue;
    private Map<String, SiteFile> read = Map.of();
    /** The files that the rules in force came from. */
    private Map<String, SiteFile> inForce = Map.of();
    /** Whether the files could not be taken when they were looked at last. */
    private boolean untaken;
    private volatile RuleBook book = RuleBook.EMPTY;
    private volatile List<BookFault> refused = List.of();
    private volatile boolean started;

    /** @param effect is given every book that comes into force */
    RuleShelf(Consumer<RuleBook> effect) {
        this.effect = effect;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    synchronized void add(AlertRule kind) {
        kinds.put(kind.kind(), kind);
        bindAgain();
    }

    synchronized void remove(AlertRule kind) {
        if (kinds.remove(kind.kind(), kind)) {
            bindAgain();
        }
    }

    synchronized void applied(Catalogue now) {
        boolean first = catalogue == null;
        catalogue = now;
        if (first) {
            look();
        } else {
            bindAgain();
        }
    }

    /** Reads the files if they have changed. */
    synchronized void look() {
        if (catalogue == null) {
            return;
        }
        try {
            Map<String, SiteFile> files = SiteFile.all(catalogue.site().folder().resolve("rules"), RuleFiles.MAX_MEBIBYTES);
            if (started && !untaken && files.equals(read)) {
                return;
            }
            untaken = false;
            read = files;
            take();
        } catch (IOException | UncheckedIOException broken) {
            leave("the folder cannot be read: " + broken.getMessage());
        } catch (RuntimeException | Error broken) {
            // It would end this thread's task for good, and no file would ever be read again.
            leave(broken);
        }
    }

    /** @return whether what was read is in force now */
    private boolean take() {
        RuleBook next = RuleBinding.bind(RuleFiles.parse(read), catalogue, kinds);
        if (started && !next.whole()) {
            refuse(next.faults());
            return false;
        }
        inForce = read;
        refused = List.of();
        started = true;
        put(next);
        return true;
    }

    /**
     * The files are the same, what they are about is not: those that were refused for want of something may have it now. Of those in force
     * a rule that has become impossible is left out, its alert stands.
     */
    private void bindAgain() {
        try {
            if (started && (read == inForce || untaken || !take())) {
                put(RuleBinding.bind(RuleFiles.parse(inForce), catalogue, kinds));
            }
        } catch (RuntimeException | Error broken) {
            leave(broken);
        }
    }

    private void leave(Throwable broken) {
        leave("could not be taken, it is tried again every " + LOOK_SECONDS + " s: " + broken);
    }

    private void leave(String why) {
        untaken = true;
        refuse(List.of(new BookFault("", "", why, false)));
    }

    private void put(RuleBook next) {
        book = next;
        next.faults().forEach(fault -> LOG.atLevel(fault.note() ? Level.INFO : Level.WARN).log("{}", fault));
        LOG.atLevel(next.rules().isEmpty() ? Level.DEBUG : Level.INFO).log("{} alerts watch {} points", next.rules().size(), next.rules().values().stream().map(rule -> rule.point().key()).distinct().count());
        effect.accept(next);
    }

    private void refuse(List<BookFault> faults) {
        if (!faults.equals(refused)) {
            faults.stream().filter(fault -> !fault.note()).forEach(fault -> LOG.warn("{}", fault));
            LOG.warn("the changed rule files are not used until they are mended; {}", started ? "the rules from before go on" : "no rule is watched");
        }
        refused = faults;
    }

    /** Whether any rules have come into force since the start. */
    boolean begun() {
        return started;
    }

    /** The rules in force. */
    RuleBook book() {
        return book;
    }

    /** Faults of changed files that are not used for them; empty where the files are those in force. */
    List<BookFault> refused() {
        return refused;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
