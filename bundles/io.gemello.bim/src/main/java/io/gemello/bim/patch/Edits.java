package io.gemello.bim.patch;

import io.gemello.bim.ifc.Part21Reader.Span;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Places of a file that are written otherwise. They never overlap. */
final class Edits {
    private final TreeMap<Long, Edit> byPlace = new TreeMap<>();

    /** @param was what stands there now */
    record Edit(byte[] was, byte[] becomes) {}

    void put(Span span, byte[] was, byte[] becomes) {
        byPlace.put(span.from(), new Edit(was, becomes));
    }

    /** By their places in the file without them. */
    Map<Long, Edit> all() {
        return byPlace;
    }

    /** Copies a file from its beginning up to a place. @param to behind the last edit */
    void copy(InputStream in, long to, OutputStream out) throws IOException {
        long at = 0;
        for (Iterator<Map.Entry<Long, Edit>> left = byPlace.entrySet().iterator(); left.hasNext(); ) {
            Map.Entry<Long, Edit> next = left.next();
            pour(in, next.getKey() - at, out);
            in.skipNBytes(next.getValue().was().length);
            out.write(next.getValue().becomes());
            at = next.getKey() + next.getValue().was().length;
        }
        pour(in, to - at, out);
    }

    static void pour(InputStream in, long bytes, OutputStream out) throws IOException {
        byte[] block = new byte[1 << 16];
        for (long left = bytes; left > 0; ) {
            int got = in.read(block, 0, (int) Math.min(block.length, left));
            if (got < 0) {
                throw new EOFException("the file has become shorter");
            }
            out.write(block, 0, got);
            left -= got;
        }
    }
}
