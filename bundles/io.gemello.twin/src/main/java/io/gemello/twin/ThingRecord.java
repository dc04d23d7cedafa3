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
 * @param first whether clients had written nothing of the thing before
 * @param site whether the site has a layer of its own below what clients wrote
 */
record ThingRecord(byte type, String id, long revision, boolean site, long created, long modified, ClientPart client, boolean first) {
    static final byte CHANGED = 1;
    static final byte DELETED = 2;
    static final byte MARKED = 3;
    /** Of what is written; 1 had no time of a deletion and did not know what comes first. */
    static final byte VERSION = 2;

    static ThingRecord changed(String id, long revision, boolean site, long created, long modified, ClientPart client) {
        return new ThingRecord(CHANGED, id, revision, site, created, modified, client, false);
    }

    /** The same, of a thing that no client wrote to before. */
    ThingRecord asFirst() {
        return new ThingRecord(type, id, revision, site, created, modified, client, true);
    }

    /** @param time 0 where nobody knows it any more */
    static ThingRecord deleted(String id, long revision, long time) {
        return new ThingRecord(DELETED, id, revision, false, 0, time, ClientPart.EMPTY, false);
    }

    static ThingRecord marked(String id, long revision) {
        return new ThingRecord(MARKED, id, revision, true, 0, 0, ClientPart.EMPTY, false);
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
        if (type == DELETED) {
            to.writeLong(modified);
        }
        if (type == CHANGED) {
            to.writeBoolean(site);
            to.writeLong(created);
            to.writeLong(modified);
            text(to, client.own());
            to.writeBoolean(client.displaced() != null);
            if (client.displaced() != null) {
                text(to, client.displaced());
            }
            to.writeBoolean(first);
        }
    }

    static ThingRecord read(byte type, byte version, DataInput from) throws IOException {
        if (type < CHANGED || type > MARKED) {
            throw unknown(type, version);
        }
        checkVersion(type, version);
        String id = text(from);
        long revision = from.readLong();
        if (type != CHANGED) {
            return type == DELETED ? deleted(id, revision, version == 1 ? 0 : from.readLong()) : marked(id, revision);
        }
        boolean site = from.readBoolean();
        long created = from.readLong();
        long modified = from.readLong();
        String own = text(from);
        ThingRecord record = changed(id, revision, site, created, modified, new ClientPart(own, from.readBoolean() ? text(from) : null));
        return version > 1 && from.readBoolean() ? record.asFirst() : record;
    }

    static void checkVersion(byte type, byte version) throws IOException {
        if (version < 1 || version > VERSION) {
            throw unknown(type, version);
        }
    }

    private static IOException unknown(byte type, byte version) {
        return new IOException("The twin's journal holds a record of type " + type + " version " + version
            + ", which this version does not know: start the version of Gemello that wrote it, or a newer one");
    }

    static void text(DataOutput to, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        to.writeInt(bytes.length);
        to.write(bytes);
    }

    static String text(DataInput from) throws IOException {
        byte[] bytes = new byte[from.readInt()];
        from.readFully(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
