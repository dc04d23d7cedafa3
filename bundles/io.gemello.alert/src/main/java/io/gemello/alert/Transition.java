package io.gemello.alert;

import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertStep;
import io.gemello.api.alert.Priority;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One line of the history.
 *
 * @param number counts all transitions of a data folder, from 1, without gaps
 * @param value what was compared, in {@code unit} for limits; NaN for none
 * @param at source time of what brought it about, UTC nanoseconds
 * @param processed site time when it was decided, UTC nanoseconds
 * @param actor a user's name, or {@code process}, {@code clock}, {@code site}
 * @param reason the person's comment, or why the site did it
 */
record Transition(long number, String alert, String rule, String point, String asset, AlertEvent event, AlertState from, AlertState to, String level,
                  Priority priority, String message, double value, long at, long processed, String actor, String reason) {
    static final String PROCESS = "process";
    static final String CLOCK = "clock";
    static final String SITE = "site";

    AlertStep step() {
        return new AlertStep(number, alert, rule, point, asset, event.word(), from, to, level, priority, message, value, at, processed, actor, reason);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(number);
        for (String text : new String[] {alert, rule, point, asset, level, message, actor, reason}) {
            out.writeUTF(text);
        }
        out.writeUTF(event.name());
        out.writeUTF(from.name());
        out.writeUTF(to.name());
        out.writeUTF(priority.name());
        out.writeDouble(value);
        out.writeLong(at);
        out.writeLong(processed);
    }

    static Transition read(DataInput in) throws IOException {
        long number = in.readLong();
        String[] text = new String[8];
        for (int i = 0; i < text.length; i++) {
            text[i] = in.readUTF();
        }
        return new Transition(number, text[0], text[1], text[2], text[3], AlertEvent.valueOf(in.readUTF()), AlertState.valueOf(in.readUTF()), AlertState.valueOf(in.readUTF()),
            text[4], Priority.valueOf(in.readUTF()), text[5], in.readDouble(), in.readLong(), in.readLong(), text[6], text[7]);
    }
}
