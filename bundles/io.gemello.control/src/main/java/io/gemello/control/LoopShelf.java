package io.gemello.control;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.control.LoopKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The site's loops and actuators as they hold: read anew when a file, the site or the kinds of loop change, by the thread
 * {@code gemello-control-files}. Files that were changed into ones with a fault change nothing; at the start, and when kinds come and go,
 * what can be used is used.
 */
final class LoopShelf implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopShelf.class);
    private static final long LOOK_SECONDS = 2;
    private final Map<String, LoopKind> kinds = new HashMap<>();
    private final Duration cycle;
    private final Consumer<LoopBook> effect;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread t = new Thread(work, "gemello-control-files");
        t.setDaemon(true);
        return t;
    });
    private Catalogue site;
    private Map<String, SiteFile> read;
    private Map<String, SiteFile> inForce = Map.of();
    /** Whether the files could not be taken when they were looked at last. */
    private boolean untaken;
    /** Whether any files have come into force. */
    private boolean begun;
    private volatile LoopBook book = LoopBook.EMPTY;
    private volatile List<BookFault> refused = List.of();

    /** @param effect is given every book that comes into force; returns when the loops that left it are asked no more */
    LoopShelf(Duration cycle, Consumer<LoopBook> effect) {
        this.cycle = cycle;
        this.effect = effect;
    }

    void start() {
        thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    synchronized void add(LoopKind kind) {
        kinds.put(kind.kind(), kind);
        bindAgain();
    }

    synchronized void remove(LoopKind kind) {
        if (kinds.values().remove(kind)) {
            bindAgain();
        }
    }

    synchronized void applied(Catalogue now) {
        site = now;
        if (!begun) {
            look();
        } else {
            bindAgain();
        }
    }

    /** Reads the files if they have changed. */
    synchronized void look() {
        if (site == null) {
            return;
        }
        try {
            Map<String, SiteFile> files = SiteFile.all(site.site().folder().resolve("loops"), LoopFiles.MAX_MEBIBYTES);
            if (read != null && !untaken && files.equals(read)) {
                return;
            }
            boolean first = !begun;
            untaken = false;
            read = files;
            LoopBook next = bind(files);
            if (first || next.faults().isEmpty()) {
                take(next);
            } else {
                refuse(next.faults());
            }
        } catch (IOException | UncheckedIOException broken) {
            leave("the folder cannot be read: " + broken.getMessage());
        } catch (RuntimeException | Error broken) {
            // It would end this thread's task for good, and no file would ever be read again.
            leave(broken);
        }
    }

    private void take(LoopBook next) {
        begun = true;
        inForce = read;
        refused = List.of();
        put(next);
    }

    private LoopBook bind(Map<String, SiteFile> files) {
        return LoopBook.bind(LoopFiles.parse(files), site, Map.copyOf(kinds), book, cycle);
    }

    /** The files are the same, what they are about is not: those that were refused for want of something may have it now. */
    private void bindAgain() {
        try {
            bindWhatIsRead();
        } catch (RuntimeException | Error broken) {
            leave(broken);
        }
    }

    private void leave(Throwable broken) {
        leave("could not be taken, it is tried again every " + LOOK_SECONDS + " s: " + broken);
    }

    private void leave(String why) {
        untaken = true;
        refuse(List.of(new BookFault("", "", why)));
    }

    private void bindWhatIsRead() {
        if (!begun) {
            return;
        }
        LoopBook next = read == inForce || untaken ? null : bind(read);
        if (next != null && next.faults().isEmpty()) {
            take(next);
            return;
        }
        if (next != null) {
            refuse(next.faults());
        }
        put(bind(inForce));
    }

    private void put(LoopBook next) {
        boolean news = !next.faults().equals(book.faults());
        book = next;
        if (news) {
            next.faults().forEach(fault -> LOG.warn("{}", fault));
        }
        LOG.info("{} loops drive {} actuators{}", next.loops().size(), next.actuators().size(),
            next.waiting().isEmpty() ? "" : "; no bundle brings the kind of " + String.join(", ", next.waiting().keySet()));
        effect.accept(next);
    }

    private void refuse(List<BookFault> faults) {
        if (!faults.equals(refused)) {
            faults.forEach(fault -> LOG.warn("{}", fault));
            LOG.warn("the changed loop files are not used until they are mended; the loops from before go on");
        }
        refused = faults;
    }

    /** What is in force. */
    LoopBook book() {
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
