package io.gemello.twin.ditto;

import io.gemello.api.access.Audit;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.catalogue.Site;
import io.gemello.api.http.SocketEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread {@code gemello-twin-ditto}: connects the twin with the other Ditto whenever there are both, and again after pauses that grow from a second to half
 * a minute. Nothing of what was before is taken for known by the next connection.
 */
final class Mirror implements AutoCloseable {
    static final String SOCKET = "/ws/2";
    /** As whom the mirror stands in policies here: no user of our own can be called so. */
    static final String SUBJECT = "ditto:mirror";

    private static final Logger LOG = LoggerFactory.getLogger(Mirror.class);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final Target target;
    private final Effort effort;
    private final Supplier<Audit> audit;
    private final MirrorState state;
    private final Thread thread = new Thread(this::run, "gemello-twin-ditto");
    private SocketEndpoint twin;
    private Site site;
    private Session session;
    private boolean closing;

    /**
     * How much the other Ditto is asked to bear.
     *
     * @param interval least time between two changes of a thing
     * @param perSecond commands at most
     * @param lanes things that are copied at the same time
     */
    record Effort(Duration interval, int perSecond, int lanes) {}

    /** @param audit gives null while nobody keeps a trail */
    Mirror(Target target, Effort effort, Supplier<Audit> audit, MirrorState state) {
        this.target = target;
        this.effort = effort;
        this.audit = audit;
        this.state = state;
    }

    void start() {
        thread.setDaemon(true);
        // Ditto's registries are filled once, by whoever touches them first, from an index that they look for with that thread's loader: it must be the one that
        // has all of the client's libraries in it. Whatever thread is begun from this one inherits it.
        thread.setContextClassLoader(Mirror.class.getClassLoader());
        thread.start();
    }

    /** @param now null while there is none */
    synchronized void twin(SocketEndpoint now) {
        twin = now;
        again("the twin was replaced");
    }

    /** Whoever leaves is forgotten, unless another came before he left. */
    synchronized void leaves(SocketEndpoint gone) {
        if (twin == gone) {
            twin(null);
        }
    }

    synchronized void site(Site now) {
        boolean other = site != null && !(site.namespace().equals(now.namespace()) && site.id().equals(now.id()));
        site = now;
        if (other) {
            again("the site has another name");
        }
        notifyAll();
    }

    private void again(String why) {
        if (session != null) {
            session.end(why);
        }
        notifyAll();
    }

    private void run() {
        try {
            Duration pause = SHORTEST_PAUSE;
            for (Session next = next(); next != null; next = next()) {
                carry(next);
                // One that breaks again and again would else compare all things again and again.
                pause = next.age().compareTo(STEADY) > 0 ? SHORTEST_PAUSE : pause;
                pauseUnlessClosing(jittered(pause));
                pause = longer(pause);
            }
        } catch (InterruptedException nobodyInterruptsThisThread) {
            LOG.warn("the mirror's thread was interrupted");
        }
    }

    /** @return null at the end */
    private synchronized Session next() throws InterruptedException {
        while (!closing && (twin == null || site == null)) {
            state.waitingFor(site == null ? "a site" : "the twin");
            wait();
        }
        session = closing ? null : new Session(twin, site, new Subject(SUBJECT, Set.of(target.back() == Target.Back.NONE ? Role.VIEWER : Role.OPERATOR)), target, effort, audit, state);
        return session;
    }

    private void carry(Session one) throws InterruptedException {
        try {
            one.run();
        } catch (OtherDitto.NotSignedIn refused) {
            failed("it refuses the user " + target.user() + ": " + refused.getMessage(), true, "correct user and password of etc/io.gemello.twin.ditto.cfg; it is tried again by itself");
        } catch (Refused refusal) {
            failed(refusal.getMessage(), true, "its sentence says why; it is tried again by itself");
        } catch (IOException away) {
            failed(away.getMessage(), false, "it goes on by itself; if it does not, look at url, tls.ca and password of etc/io.gemello.twin.ditto.cfg");
        } catch (RuntimeException | LinkageError failure) {
            failed(String.valueOf(failure), true, "this is a fault of the mirror's; it is tried again by itself");
            LOG.debug("the mirror failed", failure);
        } finally {
            one.close();
        }
    }

    private synchronized void failed(String why, boolean wrong, String remedy) {
        if (!closing) {
            state.failed(why, wrong, remedy);
        }
    }

    private synchronized void pauseUnlessClosing(Duration pause) throws InterruptedException {
        long until = System.nanoTime() + pause.toNanos();
        for (long left = pause.toMillis(); left > 0 && !closing; left = (until - System.nanoTime()) / 1_000_000) {
            wait(left);
        }
    }

    private static Duration longer(Duration pause) {
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        return longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }

    /** So that many runtimes do not come back to one server in the same moment. */
    private static Duration jittered(Duration pause) {
        return Duration.ofMillis((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.75, 1)));
    }

    @Override
    public void close() {
        Session last;
        synchronized (this) {
            closing = true;
            last = session;
            notifyAll();
        }
        if (last != null) {
            last.abort("the mirror is stopped");
        }
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
}
