package io.gemello.http.audit;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads the trail newest first. A journal is read forward only: so it is read by blocks, of which only the beginnings are remembered. */
final class AuditPages {
    static final int BLOCK = 256;
    /** So many blocks are searched for one answer; who filters for something rare goes on with the cursor. */
    private static final int BLOCKS_AT_ONCE = 200;
    private final Journal journal;
    private final List<Long> starts = new ArrayList<>();
    private long scanned;
    private int inLast;

    /** @param next the cursor to go on with, null at the oldest entry */
    record Page(List<AuditEntry> entries, Long next) {}

    AuditPages(Journal journal) {
        this.journal = journal;
        this.scanned = journal.first();
    }

    /** @param before entries before this position only; {@code Long.MAX_VALUE} for the newest */
    synchronized Page read(Predicate<AuditEntry> wanted, long before, int limit) throws IOException {
        catchUp();
        List<AuditEntry> found = new ArrayList<>();
        long reached = before;
        int searched = 0;
        for (int i = starts.size() - 1; i >= 0 && searched < BLOCKS_AT_ONCE; i--) {
            if (starts.get(i) >= before) {
                continue;
            }
            searched++;
            List<JournalRecord> block = journal.read(starts.get(i), BLOCK);
            for (int k = block.size() - 1; k >= 0; k--) {
                JournalRecord record = block.get(k);
                if (record.position() >= before) {
                    continue;
                }
                if (found.size() == limit) {
                    return new Page(found, reached);
                }
                reached = record.position();
                AuditEntry entry = AuditEntry.of(record);
                if (wanted.test(entry)) {
                    found.add(entry);
                }
            }
        }
        boolean oldest = starts.isEmpty() || reached <= starts.get(0) || searched < BLOCKS_AT_ONCE;
        return new Page(found, oldest ? null : reached);
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
            }
        }
    }
}
