package io.gemello.alert;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the history newest first. A journal is read forward only: so it is read by blocks, of which only the beginnings are remembered. Any thread. */
final class AlertHistory {
    /** So many blocks are searched for one answer; who filters for something rare goes on with the cursor. */
    private static final int BLOCKS_AT_ONCE = 500;
    private final Journal journal;
    private final HistoryBlocks blocks;
    private final List<HistoryBlocks.Start> starts;
    /** Transitions that were let go, and among them those that the bytes, not the age, have cost. */
    private volatile long dropped;
    private volatile long crowdedOut;

    /** @param next the cursor to go on with, a transition's number; 0 at the oldest */
    record Page(List<Transition> transitions, long next) {}

    AlertHistory(Journal journal) throws IOException {
        this.journal = journal;
        blocks = new HistoryBlocks(journal);
        blocks.load();
        starts = blocks.starts();
    }

    /** At an orderly end: the next start has nothing to walk over. */
    synchronized void close() throws IOException {
        blocks.catchUp();
        blocks.keep(true);
    }

    /** The number of the newest transition; 0 for none. */
    synchronized long last() throws IOException {
        blocks.catchUp();
        return blocks.last();
    }

    /** @param before transitions with a smaller number only; {@code Long.MAX_VALUE} for the newest */
    synchronized Page read(Predicate<Transition> wanted, long before, int limit) throws IOException {
        blocks.catchUp();
        List<Transition> found = new ArrayList<>();
        long reached = before;
        int searched = 0;
        for (int i = starts.size() - 1; i >= 0; i--) {
            if (searched == BLOCKS_AT_ONCE) {
                return new Page(found, reached);
            }
            if (starts.get(i).number() >= before) {
                continue;
            }
            List<Transition> block = block(starts.get(i).position(), i + 1 < starts.size() ? starts.get(i + 1).position() : Long.MAX_VALUE);
            searched++;
            for (int k = block.size() - 1; k >= 0; k--) {
                Transition transition = block.get(k);
                if (transition.number() >= before) {
                    continue;
                }
                if (found.size() == limit) {
                    return new Page(found, reached);
                }
                reached = transition.number();
                if (wanted.test(transition)) {
                    found.add(transition);
                }
            }
        }
        return new Page(found, 0);
    }

    /** In their order, for who follows the history. @param number of the last one known; only later ones are given */
    synchronized List<Transition> after(long number, int max) throws IOException {
        blocks.catchUp();
        int first = 0;
        while (first + 1 < starts.size() && starts.get(first + 1).number() <= number + 1) {
            first++;
        }
        List<Transition> found = new ArrayList<>();
        for (int i = first; number < blocks.last() && i < starts.size() && found.size() < max; i++) {
            for (Transition transition : block(starts.get(i).position(), i + 1 < starts.size() ? starts.get(i + 1).position() : Long.MAX_VALUE)) {
                if (transition.number() > number && found.size() < max) {
                    found.add(transition);
                }
            }
        }
        return found;
    }

    private List<Transition> block(long from, long to) throws IOException {
        List<Transition> block = new ArrayList<>();
        for (JournalRecord record : journal.read(from, HistoryBlocks.BLOCK)) {
            if (record.position() < to) {
                block.addAll(HistoryBlocks.transitions(record));
            }
        }
        return block;
    }

    /**
     * Lets the oldest blocks go. Files are deleted whole, so that somewhat more may stay.
     *
     * @param before all of a block was decided earlier than this site time
     * @param bytes more than that
     */
    synchronized void trim(long before, long bytes) throws IOException {
        blocks.catchUp();
        int old = 0;
        int crowded = 0;
        for (int i = 0; i + 1 < starts.size(); i++) {
            old = starts.get(i + 1).processed() < before ? i + 1 : old;
            crowded = journal.end() - starts.get(i).position() > bytes ? i + 1 : crowded;
        }
        int going = Math.max(old, crowded);
        if (going > 0) {
            journal.truncate(starts.get(going).position());
            crowdedOut += crowded > old ? starts.get(crowded).number() - starts.get(old).number() : 0;
            dropped += starts.get(going).number() - starts.get(0).number();
            starts.subList(0, going).clear();
        }
        blocks.keep(false);
    }

    /** Transitions that have gone since the engine began, by age or by bytes. */
    long dropped() {
        return dropped;
    }

    /** Those of them that were younger than they should have become. */
    long crowdedOut() {
        return crowdedOut;
    }
}
