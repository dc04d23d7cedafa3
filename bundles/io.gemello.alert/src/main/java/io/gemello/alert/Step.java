package io.gemello.alert;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;

/**
 * One step of the engine as bytes: where it stands in the journal of readings, the transitions it made, and all that changed. A
 * snapshot has the same form, with everything in it.
 */
final class Step {
    static final byte TYPE = 1;
    static final byte VERSION = 1;

    private Step() {}

    static byte[] changes(AlertEngine engine, long cursor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes), engine, cursor, engine.touched(), engine.points().dirty);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static void all(DataOutput out, AlertEngine engine, long cursor) throws IOException {
        write(out, engine, cursor, engine.cells(), engine.points().known());
    }

    private static void write(DataOutput out, AlertEngine engine, long cursor, Collection<AlertCell> cells, BitSet points) throws IOException {
        out.writeLong(cursor);
        out.writeLong(engine.number());
        out.writeLong(engine.born());
        out.writeInt(engine.transitions().size());
        for (Transition transition : engine.transitions()) {
            transition.write(out);
        }
        out.writeInt(cells.size());
        for (AlertCell cell : cells) {
            out.writeUTF(cell.id);
            out.writeBoolean(engine.has(cell));
            if (engine.has(cell)) {
                cell.kept.write(out);
            }
        }
        out.writeInt(points.cardinality());
        for (int key = points.nextSetBit(0); key >= 0; key = points.nextSetBit(key + 1)) {
            out.writeInt(key);
            out.writeLong(engine.points().at(key));
            out.writeDouble(engine.points().value(key));
            out.writeInt(engine.points().quality(key));
        }
    }

    /** @param transitions gets those of the step @return the place in the journal of readings */
    static long read(DataInput in, AlertEngine into, List<Transition> transitions) throws IOException {
        long cursor = in.readLong();
        into.restore(in.readLong(), in.readLong());
        for (int left = in.readInt(); left > 0; left--) {
            transitions.add(Transition.read(in));
        }
        for (int left = in.readInt(); left > 0; left--) {
            String id = in.readUTF();
            if (in.readBoolean()) {
                into.restore(id, CellState.read(in));
            } else {
                into.forget(id);
            }
        }
        for (int left = in.readInt(); left > 0; left--) {
            into.points().take(in.readInt(), in.readLong(), in.readDouble(), in.readInt());
        }
        into.points().dirty.clear();
        return cursor;
    }

    /** Transitions by themselves, for the history. */
    static byte[] history(List<Transition> transitions) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeInt(transitions.size());
            for (Transition transition : transitions) {
                transition.write(out);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static List<Transition> history(DataInput in) throws IOException {
        List<Transition> transitions = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            transitions.add(Transition.read(in));
        }
        return transitions;
    }
}
