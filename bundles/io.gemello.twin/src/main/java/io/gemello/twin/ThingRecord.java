package io.gemello.twin;

import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * One durable fact about a thing, in the journal and in its snapshots. It says all that is to be known, not a difference:
 * so the last record of a thing wins, and reading one twice changes nothing.
 *
 * @param type {@link #CHANGED}, {@link #DELETED} or {@link #MARKED}
 * @param revision the thing's, or for {@link #MARKED} the highest that may have been shown
 * @param site whether the site has a layer of its own below what clients wrote
 */
record ThingRecord(byte type, String id, long revision, boolean site, long created, long modified, ClientPart client) {
    static final byte CHANGED = 1;
    static final byte DELETED = 2;
    static final byte MARKED = 3;
    static final byte VERSION = 1;

    static ThingRecord changed(String id, long revision, boolean site, long created, long modified, ClientPart client) {
        return new ThingRecord(CHANGED, id, revision, site, created, modified, client);
    }

    static ThingRecord deleted(String id, long revision) {
        return new ThingRecord(DELETED, id, revision, false, 0, 0, ClientPart.EMPTY);
    }

    static ThingRecord marked(String id, long revision) {
        return new ThingRecord(MARKED, id, revision, true, 0, 0, ClientPart.EMPTY);
    }

    byte[] body() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 + client.own().length());
        try {
            write(new DataOutputStream(bytes));
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
        return bytes.toByteArray();
    }

    void write(DataOutput to) throws IOException {
        text(to, id);
        to.writeLong(revision);
        if (type == CHANGED) {
            to.writeBoolean(site);
            to.writeLong(created);
            to.writeLong(modified);
            text(to, client.own());
            to.writeBoolean(client.displaced() != null);
            if (client.displaced() != null) {
                text(to, client.displaced());
            }
        }
    }

    static ThingRecord read(byte type, byte version, DataInput from) throws IOException {
        if (version != VERSION || type < CHANGED || type > MARKED) {
            throw new IOException("The twin's journal holds a record of type " + type + " version " + version
                + ", which this version does not know: start the version of Gemello that wrote it, or a newer one");
        }
        String id = text(from);
        long revision = from.readLong();
        if (type != CHANGED) {
            return type == DELETED ? deleted(id, revision) : marked(id, revision);
        }
        boolean site = from.readBoolean();
        long created = from.readLong();
        long modified = from.readLong();
        String own = text(from);
        return changed(id, revision, site, created, modified, new ClientPart(own, from.readBoolean() ? text(from) : null));
    }

    private static void text(DataOutput to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    private static String text(DataInput from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
