package io.gemello.twin.ditto;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;

/**
 * Which things have to be looked at, and when. However often a thing changes it has one turn in an interval, in which all that is newest goes out: that is
 * how values are conflated, and why nothing grows when the other side is slow. A thing is in one lane's hands at a time.
 */
final class Turns {
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final long interval;
    private final LongSupplier nanoTime;
    private final Map<String, Turn> things = new HashMap<>();
    private final PriorityQueue<Turn> due = new PriorityQueue<>(Comparator.comparingLong(turn -> turn.at));

    /** One thing's. Its fields are used by whoever has taken it, those of the queue under the queue's lock. */
    static final class Turn {
        private final String id;
        private byte[] known;
        private JsonObject desired = JsonObject.empty();
        private long at;
        private long waitingSince;
        private int failures;
        private boolean taken;
        private boolean waiting;
        private boolean again;
        private boolean doubted;

        private Turn(String id) {
            this.id = id;
        }

        String id() {
            return id;
        }

        /** How the thing there is; null where nobody knows. */
        JsonObject known() {
            return known == null ? null : JsonFactory.newObject(known);
        }

        /** Kept as text, which is a tenth of the size. */
        void known(JsonObject now) {
            known = now == null ? null : now.toString().getBytes(StandardCharsets.UTF_8);
        }

        /** The desired properties there, by feature, when it was looked at last. */
        JsonObject desired() {
            return desired;
        }

        void desired(JsonObject now) {
            desired = now;
        }
    }

    /** @param interval least time between two turns of a thing */
    Turns(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The thing changed here. Any thread. */
    synchronized void changed(String id) {
        wanted(things.computeIfAbsent(id, Turn::new));
    }

    /** The thing changed there, by somebody else. Things that are not mirrored are none of our business. */
    synchronized void doubted(String id) {
        Turn turn = things.get(id);
        if (turn != null) {
            turn.doubted = true;
            wanted(turn);
        }
    }

    private void wanted(Turn turn) {
        if (turn.waitingSince == 0) {
            turn.waitingSince = Math.max(1, nanoTime.getAsLong());
        }
        if (turn.taken) {
            turn.again = true;
        } else if (!turn.waiting) {
            enqueue(turn, Math.max(turn.at, nanoTime.getAsLong()));
        }
    }

    private void enqueue(Turn turn, long at) {
        turn.at = at;
        turn.waiting = true;
        due.add(turn);
        notifyAll();
    }

    synchronized boolean mirrors(String id) {
        return things.containsKey(id);
    }

    /** Waits for a thing whose time has come. */
    synchronized Turn take() throws InterruptedException {
        while (true) {
            Turn next = due.peek();
            long left = next == null ? Long.MAX_VALUE : next.at - nanoTime.getAsLong();
            if (left <= 0) {
                due.poll();
                next.waiting = false;
                next.taken = true;
                next.again = false;
                next.waitingSince = 0;
                if (next.doubted) {
                    next.doubted = false;
                    next.known = null;
                }
                return next;
            }
            if (next == null) {
                wait();
            } else {
                wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    /** It is there as it is here; or was, when the turn began. */
    synchronized void done(Turn turn) {
        turn.failures = 0;
        next(turn, turn.again, interval);
    }

    /** It is tried again, after pauses that grow; nothing is known of it till then. */
    synchronized void failed(Turn turn) {
        turn.known = null;
        turn.failures++;
        if (turn.waitingSince == 0) {
            turn.waitingSince = Math.max(1, nanoTime.getAsLong());
        }
        next(turn, true, Math.min(LONGEST_PAUSE.toNanos(), SHORTEST_PAUSE.toNanos() << Math.min(turn.failures - 1, 10)));
    }

    private void next(Turn turn, boolean again, long pause) {
        turn.taken = false;
        long at = nanoTime.getAsLong() + pause;
        if (again) {
            enqueue(turn, at);
        } else {
            turn.at = at;
        }
    }

    /** There is no such thing here any more. */
    synchronized void gone(Turn turn) {
        if (turn.again) {
            done(turn);
        } else {
            things.remove(turn.id);
        }
    }

    synchronized int size() {
        return things.size();
    }

    /** Things whose newest is not there yet. */
    synchronized int waiting() {
        return (int) things.values().stream().filter(turn -> turn.taken || turn.waiting).count();
    }

    /** Things that were refused the last time. */
    synchronized int failing() {
        return (int) things.values().stream().filter(turn -> turn.failures > 0).count();
    }

    /** How long the newest of some thing has been waiting; 0 for none. */
    synchronized double oldestSeconds() {
        long now = nanoTime.getAsLong();
        return things.values().stream().filter(turn -> turn.waitingSince != 0).mapToLong(turn -> now - turn.waitingSince).max().orElse(0) / 1e9;
    }
}
