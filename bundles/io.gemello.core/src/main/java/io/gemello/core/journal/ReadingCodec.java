package io.gemello.core.journal;

import io.gemello.api.catalogue.Point;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The body of a record of readings: when it was appended (machine milliseconds, 8), how many readings (4), then each: flags (1), the
 * point's key as difference to the one before, the time likewise unless it is the same, the value as float where that loses nothing,
 * else as double, the quality unless good. Differences and numbers are zig-zag variable-length. 6 to 20 bytes a reading.
 */
final class ReadingCodec {
    static final byte TYPE = 1;
    static final byte VERSION = 1;
    /** A batch of more would not fit a record at 29 bytes each. */
    static final int MAX_READINGS = 500_000;

    private static final int HEAD = 12;
    private static final int LARGEST = 29;
    private static final int SAME_TIME = 1;
    private static final int AS_FLOAT = 2;
    private static final int HAS_QUALITY = 4;

    private ReadingCodec() {}

    static byte[] encode(List<Reading> readings, long appendedMillis) {
        ByteBuffer to = ByteBuffer.allocate(HEAD + LARGEST * readings.size());
        to.putLong(appendedMillis).putInt(readings.size());
        int key = 0;
        long time = 0;
        for (Reading reading : readings) {
            float narrow = (float) reading.value();
            boolean asFloat = Double.doubleToRawLongBits(narrow) == Double.doubleToRawLongBits(reading.value());
            boolean sameTime = reading.epochNanos() == time;
            boolean good = reading.quality() == 0;
            to.put((byte) ((sameTime ? SAME_TIME : 0) | (asFloat ? AS_FLOAT : 0) | (good ? 0 : HAS_QUALITY)));
            putVarint(to, zigzag(reading.point().key() - (long) key));
            if (!sameTime) {
                putVarint(to, zigzag(reading.epochNanos() - time));
            }
            if (asFloat) {
                to.putFloat(narrow);
            } else {
                to.putDouble(reading.value());
            }
            if (!good) {
                putVarint(to, Integer.toUnsignedLong(reading.quality()));
            }
            key = reading.point().key();
            time = reading.epochNanos();
        }
        return Arrays.copyOf(to.array(), to.position());
    }

    static long appendedMillis(byte[] body) {
        return ByteBuffer.wrap(body).getLong();
    }

    static int count(byte[] body) {
        return ByteBuffer.wrap(body).getInt(Long.BYTES);
    }

    /**
     * @param to takes the readings of known points
     * @return how many readings were of points that nobody knows any more
     */
    static int decode(byte[] body, IntFunction<Point> pointOfKey, List<Reading> to) throws IOException {
        try {
            ByteBuffer from = ByteBuffer.wrap(body).position(Long.BYTES);
            int unknown = 0;
            int key = 0;
            long time = 0;
            for (int left = from.getInt(); left > 0; left--) {
                int flags = from.get();
                key += (int) unzigzag(varint(from));
                if ((flags & SAME_TIME) == 0) {
                    time += unzigzag(varint(from));
                }
                double value = (flags & AS_FLOAT) != 0 ? from.getFloat() : from.getDouble();
                int quality = (flags & HAS_QUALITY) != 0 ? (int) varint(from) : 0;
                Point point = pointOfKey.apply(key);
                if (point == null) {
                    unknown++;
                } else {
                    to.add(new Reading(point, time, value, quality));
                }
            }
            return unknown;
        } catch (BufferUnderflowException malformed) {
            throw new IOException("a record of readings ends too early");
        }
    }

    private static long zigzag(long signed) {
        return signed << 1 ^ signed >> 63;
    }

    private static long unzigzag(long unsigned) {
        return unsigned >>> 1 ^ -(unsigned & 1);
    }

    private static void putVarint(ByteBuffer to, long value) {
        while ((value & ~0x7fL) != 0) {
            to.put((byte) (value | 0x80));
            value >>>= 7;
        }
        to.put((byte) value);
    }

    private static long varint(ByteBuffer from) {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = from.get();
            value |= (part & 0x7fL) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }
}
