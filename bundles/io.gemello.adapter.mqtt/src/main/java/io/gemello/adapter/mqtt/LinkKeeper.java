package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.AdapterStatus;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Keeps one connection: opens it, opens it again when it is lost, waiting longer each time. Its one thread owns the link;
 * what others want of it is handed over as tasks.
 */
final class LinkKeeper implements AutoCloseable {
    private static final long FIRST_WAIT_MILLIS = 500;
    private static final long LONGEST_WAIT_MILLIS = 60_000;
    /** A connection that stood so long was a good one: two clients that take one client id from each other never get there. */
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long MINUTE_MILLIS = TimeUnit.MINUTES.toMillis(1);
    /** The embedded broker comes and goes with its bundle: looking for it costs nothing. */
    private static final long NO_TARGET_WAIT_MILLIS = 500;

    /** Something to do with the link as long as it stands. */
    interface Task {
        void with(MqttLink link) throws MqttLink.Refused;
    }

    /** From the keeper's thread. */
    interface Owner extends MqttLink.Listener {
        /** @param sessionPresent whether the broker kept the session */
        void connected(MqttLink link, boolean sessionPresent) throws MqttLink.Refused;

        void status(AdapterStatus now);

        /** About once a minute while a link stands. */
        default void everyMinute() {}
    }

    /** Where to connect to next. */
    interface Targets {
        /** @return null while the embedded broker is not there */
        MqttLink.Target now() throws MqttLink.Refused;
    }

    /** @param listener gets what this link brings */
    interface Opener {
        MqttLink open(MqttLink.Target target, MqttLink.Listener listener) throws MqttLink.Refused;
    }

    private final Targets target;
    private final Opener opener;
    private final Owner owner;
    private final LinkedBlockingQueue<Consumer<Loop>> tasks = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile MqttLink standing;

    LinkKeeper(String name, Targets target, Opener opener, Owner owner) {
        this.target = target;
        this.opener = opener;
        this.owner = owner;
        thread = new Thread(new Loop(), "gemello-mqtt-" + name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    static MqttLink paho(MqttLink.Target target, MqttLink.Listener listener) throws MqttLink.Refused {
        return target.version() == 3 ? new PahoLink3(target, listener) : new PahoLink5(target, listener);
    }

    /** Does it on the keeper's thread if a link stands then; otherwise never. */
    void later(Task task) {
        tasks.add(loop -> loop.run(task));
    }

    /** The link that stands now, or null. For publishing only. */
    MqttLink standing() {
        return standing;
    }

    /** Tasks handed over before are done first. Waits for the thread's end. */
    @Override
    public void close() {
        tasks.add(loop -> loop.closing = true);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Loop implements Runnable {
        private boolean closing;
        private boolean stoodOnce;
        private MqttLink link;
        private long openedNanos;
        private int failures;

        @Override
        public void run() {
            while (!closing) {
                try {
                    MqttLink.Target to = target.now();
                    if (to == null) {
                        owner.status(new AdapterStatus(stoodOnce ? AdapterStatus.State.DISCONNECTED : AdapterStatus.State.STARTING,
                            "the embedded broker is not there: is bundle io.gemello.broker active?"));
                        serve(NO_TARGET_WAIT_MILLIS);
                        continue;
                    }
                    open(to);
                    long next = System.nanoTime() + MINUTE_NANOS;
                    while (link != null && !closing) {
                        serve(MINUTE_MILLIS);
                        if (link != null && System.nanoTime() - next >= 0) {
                            next = System.nanoTime() + MINUTE_NANOS;
                            owner.everyMinute();
                        }
                    }
                } catch (MqttLink.Refused e) {
                    refused(e);
                } catch (RuntimeException e) {
                    refused(new MqttLink.Refused(false, "unexpected: " + e));
                }
                shut();
                if (!closing) {
                    waitBeforeNext();
                }
            }
            shut();
        }

        private void open(MqttLink.Target to) throws MqttLink.Refused {
            MqttLink[] self = new MqttLink[1];
            self[0] = opener.open(to, new MqttLink.Listener() {
                @Override
                public void arrived(MqttLink.Incoming message) {
                    owner.arrived(message);
                }

                @Override
                public void lost(String why) {
                    tasks.add(loop -> loop.lost(self[0], why));
                }
            });
            link = self[0];
            boolean sessionPresent = link.connect();
            standing = link;
            stoodOnce = true;
            openedNanos = System.nanoTime();
            owner.connected(link, sessionPresent);
        }

        private void run(Task task) {
            if (link == null || standing != link) {
                return;
            }
            try {
                task.with(link);
            } catch (MqttLink.Refused e) {
                refused(e);
                if (!e.misconfigured()) {
                    // Half done is not seen from outside: a new connection does it all.
                    shut();
                }
            }
        }

        private void lost(MqttLink which, String why) {
            if (which == link) {
                owner.lost(why);
                owner.status(new AdapterStatus(AdapterStatus.State.DISCONNECTED, why + "; trying again"));
                shut();
            }
        }

        private void refused(MqttLink.Refused e) {
            AdapterStatus.State state = standing != null ? AdapterStatus.State.DEGRADED
                : e.misconfigured() ? AdapterStatus.State.MISCONFIGURED : AdapterStatus.State.DISCONNECTED;
            owner.status(new AdapterStatus(state, e.getMessage()));
        }

        private void shut() {
            MqttLink old = link;
            link = null;
            standing = null;
            if (old != null) {
                old.close();
            }
        }

        private void waitBeforeNext() {
            if (openedNanos != 0 && System.nanoTime() - openedNanos > STEADY_NANOS) {
                failures = 0;
            }
            openedNanos = 0;
            long millis = Math.min(LONGEST_WAIT_MILLIS, FIRST_WAIT_MILLIS << Math.min(failures++, 10));
            // Jitter, so that a hundred adapters do not come back in the same moment.
            long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
            long left;
            while (!closing && (left = until - System.nanoTime()) > 0) {
                serve(TimeUnit.NANOSECONDS.toMillis(left) + 1);
            }
        }

        private void serve(long millis) {
            try {
                Consumer<Loop> next = tasks.poll(millis, TimeUnit.MILLISECONDS);
                if (next != null) {
                    next.accept(this);
                }
            } catch (InterruptedException e) {
                closing = true;
            }
        }
    }
}
