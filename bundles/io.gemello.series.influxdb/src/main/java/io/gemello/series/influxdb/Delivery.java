package io.gemello.series.influxdb;

import com.influxdb.exceptions.InfluxException;
import io.gemello.api.journal.JournalReader;
import io.gemello.api.journal.ReadingBatch;
import io.gemello.api.journal.ReadingJournal;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code gemello-series-influxdb}: pulls from the journal and sends. The cursor moves when InfluxDB has answered for every reading of a
 * batch; until then the batch stays in hand and is sent again, after pauses that grow from a second to a minute.
 */
final class Delivery implements InfluxReads.Connection {
    /** The reader's name in the journal. */
    static final String READER = "series.influxdb";

    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
    private static final Duration IDLE = Duration.ofSeconds(10);
    /** To see whether a full batch was the last. */
    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** What a server may ask for at most by Retry-After. */
    private static final Duration LONGEST_WISH = Duration.ofMinutes(10);

    private final ReadingJournal journal;
    private final Target target;
    private final Pace pace;
    private final DeliveryState state;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "gemello-series-influxdb");
    private final Object siteKnown = new Object();
    private volatile String site;
    private volatile InfluxServer server;
    private JournalReader reader;
    private ReadingBatch inHand;
    private LineProtocol lines;

    /** How often and how much. */
    record Pace(Duration interval, int readings) {}

    Delivery(ReadingJournal journal, Target target, Pace pace, DeliveryState state) {
        this.journal = journal;
        this.target = target;
        this.pace = pace;
        this.state = state;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    void site(String now) {
        synchronized (siteKnown) {
            site = now;
            siteKnown.notifyAll();
        }
    }

    @Override
    public InfluxServer server() throws IOException {
        InfluxServer now = server;
        if (now == null) {
            throw new IOException(state.message());
        }
        return now;
    }

    @Override
    public String site() throws IOException {
        String now = site;
        if (now == null) {
            throw new IOException("no site is applied yet: InfluxDB's series cannot be named");
        }
        return now;
    }

    /** Ends sending at once: what has no answer yet is sent again by the next start. */
    void close() {
        closing.countDown();
        synchronized (this) {
            if (reader != null) {
                reader.close();
            }
        }
        InfluxServer now = server;
        if (now != null) {
            now.close();
        }
        site(site);
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            awaitSite();
            for (Duration pause = SHORTEST_PAUSE; !isClosing(); pause = longer(pause)) {
                try (JournalReader from = openReader()) {
                    deliver(from);
                } catch (IOException | RuntimeException | LinkageError problem) {
                    if (!isClosing()) {
                        state.failed(new Refusal(Refusal.Kind.FORBIDDEN, String.valueOf(problem), -1, List.of(), null));
                        LOG.debug("the InfluxDB store failed", problem);
                    }
                }
                inHand = null;
                waitUnlessClosing(pause);
            }
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("the InfluxDB store's thread was interrupted");
        } finally {
            state.closed();
        }
    }

    /** The tag of that name is part of every series. */
    private void awaitSite() throws InterruptedException {
        synchronized (siteKnown) {
            while (site == null && !isClosing()) {
                siteKnown.wait();
            }
        }
    }

    private synchronized JournalReader openReader() {
        reader = journal.open(READER, OptionalLong.empty());
        if (isClosing()) {
            reader.close();
        }
        return reader;
    }

    private void deliver(JournalReader from) throws IOException, InterruptedException {
        Duration pause = SHORTEST_PAUSE;
        while (!isClosing()) {
            long before = state.batches();
            Refusal refusal;
            try {
                session(from);
                return;
            } catch (Unanswered unanswered) {
                refusal = unanswered.refusal();
            } catch (InfluxException problem) {
                refusal = Refusal.of(problem);
            } finally {
                server = null;
            }
            if (isClosing()) {
                return;
            }
            state.failed(refusal);
            pause = state.batches() > before ? SHORTEST_PAUSE : pause;
            waitUnlessClosing(refusal.retryAfter() == null ? jittered(pause) : shorter(refusal.retryAfter(), LONGEST_WISH));
            pause = longer(pause);
        }
    }

    /** One client's life: until something is not answered, or the end. */
    private void session(JournalReader from) throws IOException, InterruptedException, Unanswered {
        try (InfluxServer now = connect()) {
            server = now;
            String version = now.version();
            if (target.create()) {
                new BucketSetup(target, now).prepare(version);
            }
            state.connected(version);
            while (!isClosing()) {
                if (inHand == null) {
                    ReadingBatch read = from.read(pace.readings(), state.isBehind() ? GLANCE : IDLE);
                    state.missed(from.missed());
                    if (read.readings().isEmpty()) {
                        state.level();
                        waitUnlessClosing(pace.interval());
                        continue;
                    }
                    inHand = read;
                    state.behind();
                }
                send(now, from);
            }
        }
    }

    private InfluxServer connect() throws Unanswered {
        try {
            return new InfluxServer(target);
        } catch (IOException token) {
            throw new Unanswered(new Refusal(Refusal.Kind.FORBIDDEN, token.getMessage(), -1, List.of(), null));
        }
    }

    private void send(InfluxServer to, JournalReader from) throws Unanswered {
        if (lines == null || !lines.site().equals(site)) {
            lines = new LineProtocol(site);
        }
        ReadingBatch batch = inHand;
        long start = System.nanoTime();
        List<BatchWrite.Rejection> rejected = new BatchWrite(part -> to.write(lines.text(part))).write(batch.readings());
        state.answered(batch.readings().size() - rejected.size(), rejected, System.nanoTime() - start);
        from.commit(batch.next());
        inHand = null;
        if (batch.readings().size() < pace.readings()) {
            state.level();
            waitUnlessClosing(pace.interval());
        }
    }

    private static Duration longer(Duration pause) {
        return shorter(pause.multipliedBy(2), LONGEST_PAUSE);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** So that many runtimes do not come back to one server in the same moment. */
    private static Duration jittered(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1)));
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void waitUnlessClosing(Duration time) {
        try {
            closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("the InfluxDB store's thread was interrupted");
        }
    }
}
