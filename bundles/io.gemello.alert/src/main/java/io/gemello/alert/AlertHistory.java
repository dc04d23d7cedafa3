package io.gemello.alert;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the history newest first. A journal is read forward only: so it is read by blocks, of which only the beginnings are remembered. Any thread. */
final class AlertHistory {
    private static final int BLOCK = 64;
    /** So many blocks are searched for one answer; who filters for something rare goes on with the cursor. */
    private static final int BLOCKS_AT_ONCE = 500;
    private final Journal journal;
    private final List<Long> starts = new ArrayList<>();
    private long scanned;
    private int inLast;
    private long last;

    /** @param next the cursor to go on with, a transition's number; 0 at the oldest */
    record Page(List<Transition> transitions, long next) {}

    AlertHistory(Journal journal) {
        this.journal = journal;
        scanned = journal.first();
    }

    /** The number of the newest transition; 0 for none. */
    synchronized long last() throws IOException {
        catchUp();
        return last;
    }

    /** @param before transitions with a smaller number only; {@code Long.MAX_VALUE} for the newest */
    synchronized Page read(Predicate<Transition> wanted, long before, int limit) throws IOException {
        catchUp();
        List<Transition> found = new ArrayList<>();
        long reached = before;
        int searched = 0;
        for (int i = starts.size() - 1; i >= 0; i--) {
            if (searched == BLOCKS_AT_ONCE) {
                return new Page(found, reached);
            }
            List<Transition> block = block(starts.get(i), i + 1 < starts.size() ? starts.get(i + 1) : Long.MAX_VALUE);
            if (block.isEmpty() || block.get(0).number() >= before) {
                continue;
            }
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

    private List<Transition> block(long from, long to) throws IOException {
        List<Transition> block = new ArrayList<>();
        for (JournalRecord record : journal.read(from, BLOCK)) {
            if (record.position() < to) {
                block.addAll(transitions(record));
            }
        }
        return block;
    }

    private static List<Transition> transitions(JournalRecord record) throws IOException {
        if (record.type() != Step.TYPE || record.version() != Step.VERSION) {
            throw new IOException("the journal alerts was written by another version of Gemello; run that version, or move its folder away: the history then begins anew");
        }
        return Step.history(new DataInputStream(new ByteArrayInputStream(record.body())));
    }

    /** Walks over what was written since the last time. */
    private void catchUp() throws IOException {
        for (List<JournalRecord> more = journal.read(scanned, BLOCK); !more.isEmpty(); more = journal.read(scanned, BLOCK)) {
            for (JournalRecord record : more) {
                if (inLast == 0) {
                    starts.add(record.position());
                }
                inLast = (inLast + 1) % BLOCK;
                scanned = record.next();
                List<Transition> all = transitions(record);
                last = all.isEmpty() ? last : all.get(all.size() - 1).number();
            }
        }
    }
}
