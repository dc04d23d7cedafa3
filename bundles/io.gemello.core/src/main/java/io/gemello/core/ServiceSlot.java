package io.gemello.core;

import java.util.concurrent.atomic.AtomicReference;

/** A service of another bundle that may be away. Any thread. */
public final class ServiceSlot<T> {
    private final AtomicReference<T> service = new AtomicReference<>();

    /** Null while it is away. */
    public T get() {
        return service.get();
    }

    public void set(T now) {
        service.set(now);
    }

    /** Forgets it, unless another has taken its place. */
    public void clear(T gone) {
        service.compareAndSet(gone, null);
    }
}
