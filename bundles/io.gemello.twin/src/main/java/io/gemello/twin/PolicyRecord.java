package io.gemello.twin;

import io.gemello.twin.policy.PolicyState;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * One durable fact about a policy, beside those of things. Like {@link ThingRecord} it says all that is to be known.
 *
 * @param type {@link #SET} or {@link #GONE}
 * @param text null of a policy that is gone
 */
record PolicyRecord(byte type, String id, long revision, long created, long modified, String text) {
    static final byte SET = 4;
    static final byte GONE = 5;

    static boolean names(byte type) {
        return type == SET || type == GONE;
    }

    static PolicyRecord of(PolicyState state) {
        return new PolicyRecord(SET, state.id(), state.revision(), state.created(), state.modified(), state.text());
    }

    static PolicyRecord gone(String id, long revision) {
        return new PolicyRecord(GONE, id, revision, 0, 0, null);
    }

    PolicyState state() {
        return new PolicyState(id, revision, created, modified, text);
    }

    byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(new DataOutputStream(bytes));
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return bytes.toByteArray();
    }

    void write(DataOutput to) throws IOException {
        ThingRecord.text(to, id);
        to.writeLong(revision);
        if (type == SET) {
            to.writeLong(created);
            to.writeLong(modified);
            ThingRecord.text(to, text);
        }
    }

    static PolicyRecord read(byte type, byte version, DataInput from) throws IOException {
        ThingRecord.checkVersion(type, version);
        String id = ThingRecord.text(from);
        long revision = from.readLong();
        return type == GONE ? gone(id, revision) : new PolicyRecord(SET, id, revision, from.readLong(), from.readLong(), ThingRecord.text(from));
    }
}
