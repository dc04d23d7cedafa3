package io.gemello.alert;

import io.gemello.api.journal.Journal;
import io.gemello.api.journal.JournalFull;
import io.gemello.api.journal.JournalRecord;
import io.gemello.api.journal.JournalSnapshot;
import io.gemello.api.journal.Journals;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine on the disk, in two journals. {@code alerts.state} is the truth: each record is one whole step, the place in the journal of
 * readings with the states and transitions that belong to it, so that a kill leaves all of a step or nothing. {@code alerts} is the
 * history that people read; its numbers say where it stands, and what a kill kept from it is written at the next start. The engine's
 * thread alone, but for {@link #history}.
 */
final class AlertStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);
    private static final int READ = 1_000;
    /** Bytes of the state's journal after which it is replaced by a snapshot. */
    private static final long SNAPSHOT_BYTES = 32L << 20;
    /** A record may have 16 MiB; a step this large is kept as a snapshot. */
    private static final int LARGE = 8 << 20;
    private static final int CHUNK = 2_000;
    private static final long AGAIN_MILLIS = 500;
    private final Journal state;
    private final Journal history;
    private final BooleanSupplier closing;
    private final AlertHistory pages;
    private long written;
    private OptionalLong cursor = OptionalLong.empty();

    /** @param closing whether a full disk is not to be waited for any more */
    AlertStore(Journals journals, BooleanSupplier closing) throws IOException {
        this.closing = closing;
        state = journals.open("alerts.state");
        try {
            history = journals.open("alerts");
        } catch (IOException | RuntimeException fault) {
            state.close();
            throw fault;
        }
        try {
            pages = new AlertHistory(history);
        } catch (IOException | RuntimeException fault) {
            history.close();
            state.close();
            throw fault;
        }
    }

    /** Brings the engine to where the last durable step left it, and the history with it. @return where to read on; empty at the first start ever */
    OptionalLong recover(AlertEngine engine) throws IOException, InterruptedException {
        List<Transition> all = new ArrayList<>();
        long position = state.first();
        Optional<JournalSnapshot> snapshot = state.snapshot();
        if (snapshot.isPresent()) {
            position = snapshot.get().position();
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(snapshot.get().open(), 1 << 16))) {
                if (in.readByte() != Step.VERSION) {
                    throw otherVersion();
                }
                cursor = OptionalLong.of(read(in, engine, all));
            }
        }
        for (List<JournalRecord> some = state.read(position, READ); !some.isEmpty(); some = state.read(position, READ)) {
            for (JournalRecord record : some) {
                if (record.type() != Step.TYPE || record.version() != Step.VERSION) {
                    throw otherVersion();
                }
                cursor = OptionalLong.of(read(new DataInputStream(new ByteArrayInputStream(record.body())), engine, all));
                position = record.next();
                written += record.body().length;
            }
        }
        long last = pages.last();
        List<Transition> missing = all.stream().filter(transition -> transition.number() > last).toList();
        tell(missing);
        // Whose state was taken away goes on counting where the history ends.
        engine.restore(Math.max(engine.number(), last), engine.born());
        return cursor;
    }

    private static long read(DataInputStream in, AlertEngine engine, List<Transition> all) throws IOException {
        try {
            return Step.read(in, engine, all);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new IOException("the journal alerts.state cannot be understood (" + unreadable.getMessage() + "); restore it from a backup, or move its folder away: alerts then begin anew, their history stays", unreadable);
        }
    }

    private static IOException otherVersion() {
        return new IOException("the journal alerts.state was written by another version of Gemello; run that version, or move its folder away: alerts then begin anew, their history stays");
    }

    /** Makes a step durable; waits for it. While the disk is full it tries again. To be followed by {@link #tell}. @return false when it gave up because everything ends: the step has not happened then */
    boolean commit(AlertEngine engine, long now) throws IOException, InterruptedException {
        byte[] step = Step.changes(engine, now);
        if (step.length > LARGE) {
            snapshot(engine, now);
        } else if (!append(state, step)) {
            return false;
        } else {
            written += step.length;
        }
        cursor = OptionalLong.of(now);
        return true;
    }

    /** Writes the durable step's transitions into the history; waits for it. @return false when it gave up because everything ends: the next start writes them */
    boolean tell(List<Transition> transitions) throws IOException, InterruptedException {
        for (int from = 0; from < transitions.size(); from += CHUNK) {
            if (!append(history, Step.history(transitions.subList(from, Math.min(transitions.size(), from + CHUNK))))) {
                return false;
            }
        }
        return true;
    }

    private boolean append(Journal to, byte[] body) throws IOException, InterruptedException {
        while (true) {
            try {
                to.append(Step.TYPE, Step.VERSION, body).toCompletableFuture().get();
                return true;
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof JournalFull)) {
                    throw new IOException("alerts cannot be written: " + failed.getCause().getMessage(), failed.getCause());
                }
                if (closing.getAsBoolean()) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
            }
        }
    }

    /** Replaces a state's journal that has grown long. To be called between two steps. */
    void tidy(AlertEngine engine) throws IOException {
        if (written > SNAPSHOT_BYTES && cursor.isPresent()) {
            snapshot(engine, cursor.getAsLong());
        }
    }

    private void snapshot(AlertEngine engine, long now) throws IOException {
        long position = state.end();
        state.snapshot(position, stream -> {
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
            out.writeByte(Step.VERSION);
            Step.all(out, engine, now);
            out.flush();
        });
        state.truncate(position);
        written = 0;
    }

    AlertHistory history() {
        return pages;
    }

    @Override
    public void close() {
        try {
            pages.close();
        } catch (IOException later) {
            LOG.debug("the next start walks over the history", later);
        }
        history.close();
        state.close();
    }
}
