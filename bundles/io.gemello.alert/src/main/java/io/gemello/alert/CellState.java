package io.gemello.alert;

import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.Priority;
import io.gemello.api.catalogue.Point;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** What is durable of one alert. The engine's thread alone. */
final class CellState {
    String rule;
    Point point;
    Standing standing = Standing.NORMAL;
    String level = "";
    Priority priority = Priority.MEDIUM;
    String message = "";
    double value = Double.NaN;
    /** When the state began, and when the condition last did. */
    long began;
    long raised;
    /** End of shelving; 0 when not shelved. */
    long until;
    /** Time of the last change: a rule that is taken back goes on from here, not from its last reading. */
    long at;
    /** The rule's print that gives memory and delays their meaning. */
    int print;
    double[] memory = {};
    long[] since = {};
    int passed;

    CellState(String rule, Point point) {
        this.rule = rule;
        this.point = point;
    }

    void write(DataOutput out) throws IOException {
        for (String text : new String[] {rule, point.id(), point.asset(), point.feature(), point.quantity(), point.unit(), standing.state().name(), level, priority.name(), message}) {
            out.writeUTF(text);
        }
        out.writeInt(point.key());
        out.writeBoolean(standing.condition());
        out.writeDouble(value);
        out.writeLong(began);
        out.writeLong(raised);
        out.writeLong(until);
        out.writeLong(at);
        out.writeInt(print);
        out.writeInt(passed);
        out.writeShort(memory.length);
        for (double number : memory) {
            out.writeDouble(number);
        }
        out.writeByte(since.length);
        for (long time : since) {
            out.writeLong(time);
        }
    }

    static CellState read(DataInput in) throws IOException {
        String[] text = new String[10];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readUTF();
        }
        CellState state = new CellState(text[0], new Point(in.readInt(), text[1], text[2], text[3], text[4], text[5], false));
        state.standing = new Standing(AlertState.valueOf(text[6]), in.readBoolean());
        state.level = text[7];
        state.priority = Priority.valueOf(text[8]);
        state.message = text[9];
        state.value = in.readDouble();
        state.began = in.readLong();
        state.raised = in.readLong();
        state.until = in.readLong();
        state.at = in.readLong();
        state.print = in.readInt();
        state.passed = in.readInt();
        state.memory = new double[in.readUnsignedShort()];
        for (int i = 0; i < state.memory.length; i++) {
            state.memory[i] = in.readDouble();
        }
        state.since = new long[in.readUnsignedByte()];
        for (int i = 0; i < state.since.length; i++) {
            state.since[i] = in.readLong();
        }
        return state;
    }
}
