package io.gemello.core;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners of the catalogue, one after the other, on its own thread ({@code gemello-catalogue}). */
final class Herald implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Herald.class);
    private final List<CatalogueListener> listeners = new CopyOnWriteArrayList<>();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "gemello-catalogue"));
    private Catalogue current;

    void add(CatalogueListener listener) {
        thread.execute(() -> {
            listeners.add(listener);
            if (current != null) {
                tell(listener);
            }
        });
    }

    void remove(CatalogueListener listener) {
        listeners.remove(listener);
    }

    void applied(Catalogue now) {
        thread.execute(() -> {
            current = now;
            listeners.forEach(this::tell);
        });
    }

    private void tell(CatalogueListener listener) {
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
