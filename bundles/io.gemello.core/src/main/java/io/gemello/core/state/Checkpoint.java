package io.gemello.core.state;

import io.gemello.api.catalogue.Point;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Reading;
import io.gemello.core.disk.DurableFile;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest readings and states in a file, so that a start reads only the journal's tail. One that is missing or damaged costs time, not data. */
public final class Checkpoint {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);
    private static final int FORM = 0x474D4333;
    /** As now but without the time at which a reading counts as taken. */
    private static final int FORM_BEFORE = 0x474D4332;
    private final Path file;

    public Checkpoint(Path file) {
        this.file = file;
    }

    /** Writes it whole or not at all; returns the position that a start would read the journal from. */
    public long write(LiveStates states) throws IOException {
        LiveStates.Image image = states.image();
        DurableFile.write(file, to -> write(image, to));
        return image.position();
    }

    private static void write(LiveStates.Image image, OutputStream to) throws IOException {
        CRC32C sum = new CRC32C();
        DataOutputStream out = new DataOutputStream(new CheckedOutputStream(new BufferedOutputStream(to, 1 << 16), sum));
        out.writeInt(FORM);
        out.writeLong(image.position());
        out.writeInt(image.states().size());
        for (LiveStates.Kept kept : image.states()) {
            PointState state = kept.state();
            out.writeInt(state.point().key());
            out.writeByte(state.state().ordinal());
            out.writeLong(state.since());
            out.writeLong(state.latest().epochNanos());
            out.writeDouble(state.latest().value());
            out.writeInt(state.latest().quality());
            out.writeLong(kept.heard());
        }
        byte[] history = image.history().toByteArray();
        out.writeInt(history.length);
        out.write(history);
        out.writeLong(sum.getValue());
        out.flush();
    }

    /** Restores the states; returns the position to read the journal on from, 0 where there is no checkpoint that can be used. */
    public long restore(LiveStates states, IntFunction<Point> pointOfKey) throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        CheckedInputStream checked = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16), new CRC32C());
        try (DataInputStream in = new DataInputStream(checked)) {
            int form = in.readInt();
            if (form != FORM && form != FORM_BEFORE) {
                throw new EOFException("of another form");
            }
            long position = in.readLong();
            int count = in.readInt();
            List<LiveStates.Kept> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Point point = pointOfKey.apply(in.readInt());
                PointState.State state = PointState.State.values()[in.readByte()];
                long since = in.readLong();
                long time = in.readLong();
                double value = in.readDouble();
                int quality = in.readInt();
                long heard = form == FORM ? in.readLong() : time;
                if (point != null) {
                    all.add(new LiveStates.Kept(new PointState(point, state, since, new Reading(point, time, value, quality)), heard));
                }
            }
            BitSet history = BitSet.valueOf(in.readNBytes(in.readInt()));
            long sum = checked.getChecksum().getValue();
            if (sum != in.readLong()) {
                throw new EOFException("its checksum is wrong");
            }
            states.restore(new LiveStates.Image(position, all, history));
            return position;
        } catch (EOFException | ArrayIndexOutOfBoundsException | IllegalArgumentException damaged) {
            LOG.warn("{} is damaged ({}); the journal is read from its beginning instead", file, damaged.getMessage());
            return 0;
        }
    }
}
