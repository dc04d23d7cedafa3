package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.testkit.FakeCatalogue;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HeraldTest {
    /** A bundle that is updated while another is being told comes and goes before its turn. */
    @Test
    void whoLeavesBeforeHisTurnIsNeverTold() throws InterruptedException {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(3);
        List<Long> told = new CopyOnWriteArrayList<>();
        try (Herald herald = new Herald()) {
            herald.applied(FakeCatalogue.of("here", 1));
            herald.add(now -> {
                end.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            CatalogueListener brief = now -> told.add(now.revision());
            herald.add(brief);
            herald.remove(brief);
            goOn.countDown();
            herald.applied(FakeCatalogue.of("here", 2));
            herald.add(now -> end.countDown());
            assertTrue(end.await(20, TimeUnit.SECONDS));
            assertEquals(List.of(), told);
        }
    }

    /** A bundle replaced ten times a day must not leave ten class loaders behind until the site changes. */
    @Test
    void whoHasLeftIsForgotten() throws InterruptedException {
        try (Herald herald = new Herald()) {
            WeakReference<CatalogueListener> left = comeAndGo(herald);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (left.get() != null && System.nanoTime() < deadline) {
                System.gc();
                TimeUnit.MILLISECONDS.sleep(10);
            }
            assertNull(left.get(), "still held");
        }
    }

    private static WeakReference<CatalogueListener> comeAndGo(Herald herald) {
        CatalogueListener brief = new CatalogueListener() {
            @Override
            public void applied(Catalogue now) {
            }
        };
        herald.add(brief);
        herald.remove(brief);
        return new WeakReference<>(brief);
    }
}
