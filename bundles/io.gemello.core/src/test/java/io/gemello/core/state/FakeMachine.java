package io.gemello.core.state;

/** A machine whose clock can be set: wall time and, apart from it, the time that nobody sets. */
public final class FakeMachine {
    public static final long SECOND = 1_000_000_000L;
    private volatile long wall;
    private volatile long monotonic = 7 * SECOND;

    public FakeMachine(long wall) {
        this.wall = wall;
    }

    public WallClock clock() {
        return new WallClock(() -> wall, () -> monotonic);
    }

    public synchronized void pass(long nanos) {
        monotonic += nanos;
        wall += nanos;
    }

    /** Somebody sets the clock. */
    public synchronized void set(long by) {
        wall += by;
    }

    public long wall() {
        return wall;
    }
}
