package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.journal.Journal;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The history grows no further than it may. */
class AlertHistoryTest {
    private static final int WRITTEN = 1_000;
    private final MortalDisk disk = new MortalDisk();
    private final Journal journal = disk.open("alerts");

    AlertHistoryTest() {
        write(1, WRITTEN);
    }

    private void write(int from, int to) {
        for (int number = from; number <= to; number++) {
            journal.append(Step.TYPE, Step.VERSION, Step.history(List.of(new Transition(number, "a@p", "a", "p", "r1", AlertEvent.RAISED, AlertState.NORMAL, AlertState.UNACKNOWLEDGED, "hi",
                Priority.LOW, "", 1, number, number * 1_000L, "process", ""))));
        }
    }

    private static List<Transition> all(AlertHistory history) throws IOException {
        return history.read(entry -> true, Long.MAX_VALUE, Integer.MAX_VALUE).transitions();
    }

    @Test
    void whatIsTooOldGoesInWholeBlocksAndTheRestIsRead() throws IOException {
        AlertHistory history = new AlertHistory(journal);
        history.trim(500_000, Long.MAX_VALUE);
        List<Transition> kept = all(history);
        long oldest = kept.get(kept.size() - 1).number();
        assertEquals(WRITTEN, kept.get(0).number());
        assertEquals(WRITTEN - oldest + 1, kept.size(), "no gap");
        assertTrue(oldest <= 500 && oldest > 500 - 2 * 64, "oldest " + oldest);
        assertEquals(oldest - 1, history.dropped());
        assertEquals(0, history.crowdedOut());
        assertEquals(kept, all(new AlertHistory(journal)), "a restart finds the same");
        assertEquals(WRITTEN, new AlertHistory(journal).last());
    }

    @Test
    void aStartWalksOverWhatCameSinceTheLastOneOnly() throws IOException {
        AlertHistory before = new AlertHistory(journal);
        before.trim(300_000, Long.MAX_VALUE);
        List<Transition> kept = all(before);
        before.close();
        AtomicInteger reads = new AtomicInteger();
        AlertHistory history = new AlertHistory(counted(reads));
        assertEquals(WRITTEN, history.last());
        assertTrue(reads.get() <= 2, reads + " reads");
        assertEquals(kept, all(history));
        write(WRITTEN + 1, WRITTEN + 100);
        assertEquals(kept.size() + 100, all(history).size());
        assertEquals(all(history), all(new AlertHistory(journal)), "without an orderly end the rest is walked over");
        new AlertHistory(journal).trim(700_000, Long.MAX_VALUE);
        assertEquals(all(new AlertHistory(journal)), all(new AlertHistory(journal)), "what has gone since it was kept is not looked for");
    }

    @Test
    void whatIsTooMuchGoesAndIsSaid() throws IOException {
        AlertHistory history = new AlertHistory(journal);
        long bytes = journal.end() / 4;
        history.trim(0, bytes);
        assertTrue(journal.end() - journal.first() <= bytes, "kept " + (journal.end() - journal.first()));
        assertTrue(history.crowdedOut() > 700 && history.crowdedOut() == history.dropped(), "crowded out " + history.crowdedOut());
        assertEquals(WRITTEN - history.dropped(), all(history).size());
    }

    @Test
    void theNewestBlockAlwaysStays() throws IOException {
        AlertHistory history = new AlertHistory(journal);
        history.trim(Long.MAX_VALUE, 0);
        assertEquals(WRITTEN, history.last());
        assertTrue(!all(history).isEmpty());
    }

    @Test
    void aPageFarBackReadsNoNewerOnes() throws IOException {
        AtomicInteger reads = new AtomicInteger();
        AlertHistory history = new AlertHistory(counted(reads));
        history.last();
        reads.set(0);
        AlertHistory.Page page = history.read(entry -> true, 100, 10);
        assertEquals(99, page.transitions().get(0).number());
        assertEquals(90, page.next());
        assertTrue(reads.get() <= 3, reads + " reads of " + WRITTEN / 64 + " blocks");
    }

    @Test
    void whoFollowsItGetsEachStepOnceAndInOrder() throws IOException {
        AlertHistory history = new AlertHistory(journal);
        history.trim(500_000, Long.MAX_VALUE);
        List<Transition> newest = all(history);
        List<Transition> followed = new ArrayList<>();
        long last = 0;
        for (List<Transition> more = history.after(last, 70); !more.isEmpty(); more = history.after(last, 70)) {
            assertTrue(more.size() <= 70);
            followed.addAll(more);
            last = more.get(more.size() - 1).number();
        }
        assertEquals(newest.stream().sorted(Comparator.comparing(Transition::number)).toList(), followed);
        assertEquals(List.of(WRITTEN), history.after(WRITTEN - 1, 10).stream().map(one -> (int) one.number()).toList());
    }

    private Journal counted(AtomicInteger reads) {
        return (Journal) Proxy.newProxyInstance(Journal.class.getClassLoader(), new Class<?>[] {Journal.class}, (self, method, given) -> {
            reads.addAndGet(method.getName().equals("read") ? 1 : 0);
            return method.invoke(journal, given);
        });
    }
}
