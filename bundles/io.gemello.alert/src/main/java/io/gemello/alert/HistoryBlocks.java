package io.gemello.alert;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the blocks of the history begin. Kept beside it now and then, so that a start does not walk over all of it. Its owner's lock guards it. */
final class HistoryBlocks {
    static final int BLOCK = 64;
    /** So many transitions are walked over again at worst after a kill. */
    private static final int KEEP_EVERY = 20_000;
    private final Journal journal;
    private final List<Start> starts = new ArrayList<>();
    private long scanned;
    private int inLast;
    private long last;
    private long kept;

    /** A block's first record. @param number of its first transition @param processed site time when that was decided */
    record Start(long position, long number, long processed) {}

    HistoryBlocks(Journal journal) {
        this.journal = journal;
        scanned = journal.first();
    }

    /** In order. */
    List<Start> starts() {
        return starts;
    }

    /** The number of the newest transition; 0 for none. */
    long last() {
        return last;
    }

    /** Begins where it was kept. What cannot be used is found again by walking. */
    void load() throws IOException {
        Optional<JournalSnapshot> snapshot = journal.snapshot().filter(one -> one.position() >= journal.first() && one.position() <= journal.end());
        if (snapshot.isEmpty()) {
            return;
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(snapshot.get().open(), 1 << 16))) {
            if (in.readByte() != Step.VERSION) {
                return;
            }
            inLast = in.readInt();
            last = in.readLong();
            for (int left = in.readInt(); left > 0; left--) {
                Start start = new Start(in.readLong(), in.readLong(), in.readLong());
                if (start.position() >= journal.first()) {
                    starts.add(start);
                }
            }
            scanned = snapshot.get().position();
            kept = last;
        }
    }

    /** @param always not only when much has come since the last time */
    void keep(boolean always) throws IOException {
        if (last == kept || !always && last - kept < KEEP_EVERY) {
            return;
        }
        journal.snapshot(scanned, stream -> {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
            out.writeByte(Step.VERSION);
            out.writeInt(inLast);
            out.writeLong(last);
            out.writeInt(starts.size());
            for (Start start : starts) {
                out.writeLong(start.position());
                out.writeLong(start.number());
                out.writeLong(start.processed());
            }
            out.flush();
        });
        kept = last;
    }

    /** Walks over what was written since the last time. */
    void catchUp() throws IOException {
        for (List<JournalRecord> more = journal.read(scanned, BLOCK); !more.isEmpty(); more = journal.read(scanned, BLOCK)) {
            for (JournalRecord record : more) {
                List<Transition> all = transitions(record);
                if (inLast == 0) {
                    starts.add(new Start(record.position(), all.isEmpty() ? last + 1 : all.get(0).number(), all.isEmpty() ? Long.MAX_VALUE : all.get(0).processed()));
                }
                inLast = (inLast + 1) % BLOCK;
                scanned = record.next();
                last = all.isEmpty() ? last : all.get(all.size() - 1).number();
            }
        }
    }

    static List<Transition> transitions(JournalRecord record) throws IOException {
        if (record.type() != Step.TYPE || record.version() != Step.VERSION) {
            throw new IOException("the journal alerts was written by another version of Gemello; run that version, or move its folder away: the history then begins anew");
        }
        return Step.history(new DataInputStream(new ByteArrayInputStream(record.body())));
    }
}
