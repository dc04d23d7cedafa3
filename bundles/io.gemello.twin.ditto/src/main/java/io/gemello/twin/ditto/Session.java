package io.gemello.twin.ditto;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Site;
import io.gemello.api.http.SocketEndpoint;
import io.gemello.twin.ditto.Turns.Turn;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.ditto.client.internal.bus.Classification.StreamingType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The twin and the other Ditto, as long as both are there: at its beginning all things are due, after that those that change. */
final class Session implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** A connection that says nothing may be none: so often it is tried. */
    private static final Duration PULSE = Duration.ofSeconds(30);

    private final SocketEndpoint twin;
    private final Site site;
    private final Subject who;
    private final Target target;
    private final Mirror.Effort effort;
    private final Supplier<Audit> audit;
    private final MirrorState state;
    private final Turns turns;
    private final House here;
    private final OtherDitto there;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> lanes = new ArrayList<>();
    private volatile String why = "";
    private volatile long began;

    Session(SocketEndpoint twin, Site site, Subject who, Target target, Mirror.Effort effort, Supplier<Audit> audit, MirrorState state) {
        this.twin = twin;
        this.site = site;
        this.who = who;
        this.target = target;
        this.effort = effort;
        this.audit = audit;
        this.state = state;
        turns = new Turns(effort.interval(), System::nanoTime);
        here = new House(who, target.timeout(), turns::changed, this::end);
        there = new OtherDitto(target, this::end);
    }

    /** Until one of both is away. @throws IOException that says which, and why */
    void run() throws IOException, Refused, InterruptedException {
        there.connect();
        String policy = target.policyThere(site.namespace());
        MirrorPolicy.ensure(there, policy, target.readers());
        there.subscribe(StreamingType.TWIN_EVENT, target.namespaceThere(site.namespace()), event -> turns.doubted(idHere(Envelope.id(event))));
        here.open(twin, site.namespace());
        here.things(site.namespace()).forEach(turns::changed);
        if (target.back().messages()) {
            MessagesBack messages = new MessagesBack(here, there, id -> turns.mirrors(idHere(id)) ? idHere(id) : null, who, audit, state);
            there.subscribe(StreamingType.LIVE_MESSAGE, target.namespaceThere(site.namespace()), messages::heard);
        }
        began = System.nanoTime();
        state.connected(turns);
        Copying copying = new Copying(here, there, target, new Copying.Place(site.id(), policy), new Pace(effort.perSecond()), new Desires(here, who, audit, state), state);
        for (int i = 1; i <= effort.lanes(); i++) {
            Thread lane = new Thread(() -> lane(copying), "gemello-twin-ditto-lane-" + i);
            lane.setDaemon(true);
            lanes.add(lane);
            lane.start();
        }
        while (!over.await(PULSE.toMillis(), TimeUnit.MILLISECONDS)) {
            pulse(policy);
        }
        throw new IOException(why);
    }

    /** Any answer is one. */
    private void pulse(String policy) throws IOException, InterruptedException {
        try {
            there.policy(policy);
        } catch (Refused answer) {
            LOG.debug("the other Ditto is there, though it says {}", answer.getMessage());
        }
    }

    private String idHere(String id) {
        return site.namespace() + id.substring(Math.max(0, id.indexOf(':')));
    }

    private void lane(Copying copying) {
        try {
            while (over.getCount() > 0) {
                turn(copying, turns.take());
            }
        } catch (InterruptedException ended) {
            LOG.trace("a lane ended");
        }
    }

    private void turn(Copying copying, Turn turn) throws InterruptedException {
        try {
            if (copying.copy(turn)) {
                turns.done(turn);
            } else {
                turns.gone(turn);
            }
        } catch (Refused refusal) {
            turns.failed(turn);
            state.refusedThere(turn.id(), refusal);
        } catch (IOException away) {
            end(away.getMessage());
        } catch (RuntimeException | LinkageError failure) {
            turns.failed(turn);
            state.refusedThere(turn.id(), new Refused(0, "gemello:twin.mirror", String.valueOf(failure)));
            LOG.debug("copying {} failed", turn.id(), failure);
        }
    }

    /** Any thread; the first reason counts. */
    void end(String reason) {
        synchronized (over) {
            if (over.getCount() > 0) {
                why = reason;
                over.countDown();
            }
        }
    }

    /** Ends what waits for an answer, too. Any thread. */
    void abort(String reason) {
        end(reason);
        here.close();
        there.close();
    }

    /** Since things are mirrored; zero where they never were. */
    Duration age() {
        return began == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - began);
    }

    @Override
    public void close() throws InterruptedException {
        lanes.forEach(Thread::interrupt);
        abort("the session is closed");
        for (Thread lane : lanes) {
            lane.join();
        }
    }
}
