package io.gemello.http.audit;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.journal.Journal;
import io.gemello.api.journal.Journals;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The audit trail in the journal {@code audit}. It takes entries also while the journal's bundle is being replaced. The journal is opened and closed by the thread gemello-audit alone. */
@Component(service = {Audit.class, AuditTrail.class, HealthCheck.class, MetricSource.class}, immediate = true)
public final class AuditTrail implements Audit, HealthCheck, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String NAME = "audit";
    private static final long AGAIN_MILLIS = 1000;
    private static final long STOP_MILLIS = 2000;
    private final ScheduledThreadPoolExecutor lane = lane();
    private final AuditQueue queue = new AuditQueue(lane);
    private Journals journals;
    /** Where {@link #journal} is from. */
    private Journals opened;
    private Journal journal;
    private volatile AuditPages pages;
    private volatile String closed = "its journal is not there yet";
    private Health health = new Health("audit", Health.State.OK, Instant.now(), "");

    @Activate
    public AuditTrail() {}

    private static ScheduledThreadPoolExecutor lane() {
        ScheduledThreadPoolExecutor one = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "gemello-audit");
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        one.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return one;
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setJournals(Journals some) {
        lane.execute(() -> {
            journals = some;
            open();
        });
    }

    /** Waits: after this method the journal belongs to whoever comes next. */
    void unsetJournals(Journals some) {
        inLane(() -> {
            if (journals == some) {
                journals = null;
            }
            if (opened == some) {
                close("the bundle that keeps it is away");
            }
            // A successor may have come before.
            open();
        });
    }

    private void open() {
        if (journals == null || journal != null) {
            return;
        }
        try {
            journal = journals.open(NAME);
            opened = journals;
            pages = new AuditPages(journal);
            closed = null;
            queue.use(journal);
        } catch (IOException | RuntimeException failed) {
            if (!String.valueOf(failed.getMessage()).equals(closed)) {
                LOG.error("the audit trail cannot be opened, entries wait in memory: {}", failed.getMessage());
            }
            closed = String.valueOf(failed.getMessage());
            lane.schedule(this::open, AGAIN_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void close(String why) {
        queue.use(null);
        pages = null;
        closed = why;
        if (journal != null) {
            journal.close();
            journal = null;
            opened = null;
        }
    }

    private void inLane(Runnable work) {
        if (lane.isShutdown()) {
            // Services are taken away after the end, when the journal has long been given back.
            return;
        }
        try {
            lane.submit(work).get(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("the audit trail's journal did not close in time: {}", failed.toString());
        }
    }

    @Override
    public void record(Subject who, String what, String target, String outcome) {
        queue.add(new AuditEntry(Instant.now(), who == null ? Subject.ANONYMOUS.name() : who.name(), what, target, outcome));
    }

    @Override
    public CompletionStage<Void> kept() {
        return queue.allKept();
    }

    /** The trail as it can be read now, or null while its journal is away. */
    AuditPages pages() {
        return pages;
    }

    @Deactivate
    void stop() throws InterruptedException {
        queue.drain(STOP_MILLIS);
        inLane(() -> {
            journals = null;
            close("the server stops");
        });
        queue.giveUp();
        lane.shutdown();
    }

    @Override
    public List<Health> check() {
        String why = closed != null ? closed : queue.trouble();
        if (queue.lost() > 0) {
            return say(Health.State.CRITICAL, queue.lost() + " changes are not in the trail", "They stand in the log as 'this is not in it'. Mend why the journal could not be written: " + (why == null ? "it can be now" : why) + ".");
        }
        return why == null || queue.waiting() == 0 ? say(Health.State.OK, "every change is kept", "")
            : say(Health.State.WARN, queue.waiting() + " changes wait in memory: " + why, "Start the bundle io.gemello.core, or make room on the disk of the data folder; they are written then.");
    }

    private synchronized List<Health> say(Health.State state, String message, String remedy) {
        if (health.state() != state) {
            health = new Health(NAME, state, Instant.now(), message, remedy);
        }
        return List.of(new Health(NAME, state, health.since(), message, remedy));
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_audit_entries_total", "Changes kept in the audit trail", queue.kept());
        to.counter("gemello_audit_lost_total", "Changes that are only in the log, because the trail could not be written", queue.lost());
        to.gauge("gemello_audit_waiting", "Changes that wait to be written to the audit trail", queue.waiting());
    }
}
