package io.gemello.twin;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The twin's journal: clients' changes and revision marks, and policies, never telemetry. */
final class ThingJournal implements AutoCloseable {
    private static final int READ = 1_000;
    private static final byte END = 0;

    private final Journal journal;
    private final ThingHistory history;
    /** All records before this position are behind us, in memory or in a snapshot. */
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong sinceSnapshot = new AtomicLong();

    ThingJournal(Journal journal, ThingHistory history) {
        this.journal = journal;
        this.history = history;
    }

    ThingHistory history() {
        return history;
    }

    /** Null where it is no longer kept. Blocks on the disk. */
    ThingRecord read(ThingHistory.Past past) throws IOException {
        for (JournalRecord record : journal.read(past.position(), 1)) {
            ThingRecord found = read(record);
            if (record.position() == past.position() && found.id().equals(past.id())) {
                return found;
            }
        }
        return null;
    }

    private static ThingRecord read(JournalRecord record) throws IOException {
        return ThingRecord.read(record.type(), record.version(), in(record));
    }

    private static DataInputStream in(JournalRecord record) {
        return new DataInputStream(new ByteArrayInputStream(record.body()));
    }

    /** Gives every durable fact, oldest first: those of the snapshot, then the journal's. What the journal has from before the snapshot is history alone. */
    void replay(Consumer<ThingRecord> to, Consumer<PolicyRecord> policies) throws IOException {
        long position = journal.first();
        Optional<JournalSnapshot> snapshot = journal.snapshot();
        if (snapshot.isPresent()) {
            position = snapshot.get().position();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(snapshot.get().open()))) {
                byte version = in.readByte();
                for (byte type = in.readByte(); type != END; type = in.readByte()) {
                    if (PolicyRecord.names(type)) {
                        policies.accept(PolicyRecord.read(type, version, in));
                    } else {
                        to.accept(ThingRecord.read(type, version, in));
                    }
                }
            }
        }
        long behindSnapshot = position;
        long at = journal.first();
        for (List<JournalRecord> some = journal.read(at, READ); !some.isEmpty(); some = journal.read(at, READ)) {
            for (JournalRecord raw : some) {
                boolean fresh = raw.position() >= behindSnapshot;
                if (PolicyRecord.names(raw.type())) {
                    if (fresh) {
                        policies.accept(PolicyRecord.read(raw.type(), raw.version(), in(raw)));
                    }
                } else {
                    ThingRecord record = read(raw);
                    history.add(raw.position(), record, raw.body().length);
                    if (fresh) {
                        to.accept(record);
                    }
                }
                if (fresh) {
                    position = raw.next();
                    sinceSnapshot.incrementAndGet();
                }
                at = raw.next();
            }
        }
        done.set(position);
    }

    CompletionStage<Long> append(ThingRecord record) {
        sinceSnapshot.incrementAndGet();
        byte[] body = record.body();
        return journal.append(record.type(), ThingRecord.VERSION, body).whenComplete((position, fault) -> {
            if (fault == null) {
                history.add(position, record, body.length);
            }
        });
    }

    CompletionStage<Long> append(PolicyRecord record) {
        sinceSnapshot.incrementAndGet();
        return journal.append(record.type(), ThingRecord.VERSION, record.body());
    }

    /** To be called when the record at this position has been taken into memory. */
    void behind(long position) {
        done.accumulateAndGet(position + 1, Math::max);
    }

    long done() {
        return done.get();
    }

    long sinceSnapshot() {
        return sinceSnapshot.get();
    }

    /** @param position {@link #done} as it was when the records were gathered */
    void snapshot(long position, Iterable<ThingRecord> records, Iterable<PolicyRecord> policies) throws IOException {
        long counted = sinceSnapshot.get();
        journal.snapshot(position, stream -> {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
            out.writeByte(ThingRecord.VERSION);
            for (PolicyRecord record : policies) {
                out.writeByte(record.type());
                record.write(out);
            }
            for (ThingRecord record : records) {
                out.writeByte(record.type());
                record.write(out);
            }
            out.writeByte(END);
            out.flush();
        });
        sinceSnapshot.addAndGet(-counted);
        journal.truncate(Math.min(position, history.oldest()));
    }

    @Override
    public void close() {
        journal.close();
    }
}
