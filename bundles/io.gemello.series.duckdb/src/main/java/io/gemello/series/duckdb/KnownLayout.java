package io.gemello.series.duckdb;

import java.sql.SQLException;
import java.util.concurrent.locks.StampedLock;

/**
 * The layout that was read last, for as long as it holds: to read it costs more than many a question. Who commits a change of it locks for as long as that
 * takes; who asks looks afterwards whether the layout still held, and so waits for nobody. Any thread.
 */
final class KnownLayout {
    private final StampedLock lock = new StampedLock();
    private volatile Held held;

    /** A layout, and the stamp that tells whether it holds. */
    record Held(Layout layout, long stamp) {}

    /** Commits a transaction that changes the layout. */
    @FunctionalInterface
    interface Change {
        void commit() throws SQLException;
    }

    void changed(Change change) throws SQLException {
        long stamp = lock.writeLock();
        try {
            change.commit();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Null where none is known to hold. */
    Held held() {
        Held known = held;
        return known != null && holds(known) ? known : null;
    }

    /** Whether nothing changed it since it was read: what was asked meanwhile was asked of this layout. */
    boolean holds(Held known) {
        return lock.validate(known.stamp());
    }

    /** To be taken before the transaction begins in which the layout is read. */
    long stamp() {
        return lock.tryOptimisticRead();
    }

    void learned(Layout layout, long stamp) {
        held = new Held(layout, stamp);
    }
}
