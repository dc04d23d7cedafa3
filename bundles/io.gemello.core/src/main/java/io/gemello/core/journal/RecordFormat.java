package io.gemello.core.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The bytes of one record: length and flags (4), CRC32C (4) of everything else, position (8), type (1), version (1), body.
 * The position stands in the record itself so that a record is recognised wherever it lies: that is how reading finds its way
 * again behind damage, and why an old record in a reused place is never taken for a new one.
 */
final class RecordFormat {
    static final int HEADER = 18;
    static final int MAX_BODY = 16 << 20;
    static final int GAP_RECORD = HEADER + Long.BYTES;

    /** Set on the first record after an fsync: whatever lies before it was on the disk when it was written. */
    private static final int OPENS_GROUP = 1 << 31;
    /** No record of the owner's: its body is the position where the next record is, behind bytes that were cut. */
    private static final int GAP = 1 << 30;
    private static final int LENGTH = GAP - 1;

    private RecordFormat() {}

    static void put(ByteBuffer to, long position, boolean opensGroup, byte type, byte version, byte[] body) {
        put(to, position, body.length | (opensGroup ? OPENS_GROUP : 0), type, version, body);
    }

    static ByteBuffer gap(long position, long target) {
        ByteBuffer bytes = ByteBuffer.allocate(GAP_RECORD);
        put(bytes, position, Long.BYTES | GAP | OPENS_GROUP, (byte) 0, (byte) 1, ByteBuffer.allocate(Long.BYTES).putLong(target).array());
        return bytes.flip();
    }

    private static void put(ByteBuffer to, long position, int word, byte type, byte version, byte[] body) {
        int at = to.position();
        to.putInt(word).putInt(0).putLong(position).put(type).put(version).put(body);
        to.putInt(at + 4, crc(to, at, body.length));
    }

    /** The body's length as the header at this place says, or -1 where the header cannot be one of a record at this position. */
    static int bodyLength(ByteBuffer from, int at, long position) {
        int length = from.getInt(at) & LENGTH;
        return from.getLong(at + 8) == position && length <= MAX_BODY ? length : -1;
    }

    static boolean whole(ByteBuffer from, int at, int bodyLength) {
        return from.getInt(at + 4) == crc(from, at, bodyLength);
    }

    static boolean opensGroup(ByteBuffer from, int at) {
        return (from.getInt(at) & OPENS_GROUP) != 0;
    }

    static boolean isGap(ByteBuffer from, int at) {
        return (from.getInt(at) & GAP) != 0;
    }

    private static int crc(ByteBuffer of, int at, int bodyLength) {
        CRC32C crc = new CRC32C();
        crc.update(of.duplicate().limit(at + 4).position(at));
        crc.update(of.duplicate().limit(at + HEADER + bodyLength).position(at + 8));
        return (int) crc.getValue();
    }
}
