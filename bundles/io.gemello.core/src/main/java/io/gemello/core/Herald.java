package io.gemello.core;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of the catalogue, one after the other, on its own thread ({@code gemello-catalogue}). */
final class Herald implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    /** Those that are there. Who has left while his telling was waiting must not be told any more. */
    private final Set<CatalogueListener> present = ConcurrentHashMap.newKeySet();
    /** In the order in which they came; this thread's. */
    private final Set<CatalogueListener> listeners = new LinkedHashSet<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "gemello-catalogue"));
    private Catalogue current;

    void add(CatalogueListener listener) {
        present.add(listener);
        thread.execute(() -> {
            listeners.add(listener);
            if (current != null) {
                tell(listener);
            }
        });
    }

    void remove(CatalogueListener listener) {
        present.remove(listener);
        try {
            // A replaced bundle must not be held by the list until the site changes, which may be never.
            thread.execute(() -> listeners.remove(listener));
        } catch (RejectedExecutionException closed) {
            // Then nobody is told of anything any more.
        }
    }

    void applied(Catalogue now) {
        thread.execute(() -> {
            current = now;
            listeners.forEach(this::tell);
        });
    }

    private void tell(CatalogueListener listener) {
        if (!present.contains(listener)) {
            return;
        }
        try {
            listener.applied(current);
        } catch (RuntimeException | LinkageError broken) {
            LOG.warn("{} failed when it was told of the catalogue: {}", listener.getClass().getName(), broken.toString());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
