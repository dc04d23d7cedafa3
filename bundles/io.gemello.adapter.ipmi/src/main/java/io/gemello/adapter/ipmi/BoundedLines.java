package io.gemello.adapter.ipmi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream that may be anything: a line holds at most {@link #MAX_LINE} bytes here, the stream at most so many as are allowed. */
final class BoundedLines implements AutoCloseable {
    /** Bytes of a line; ipmitool's are under 60. */
    static final int MAX_LINE = 1024;

    private final InputStream in;
    private final long maxBytes;
    private final byte[] buffer = new byte[16 * 1024];
    private final byte[] line = new byte[MAX_LINE];
    private int at;
    private int filled;
    private long total;
    private boolean cut;

    BoundedLines(InputStream in, long maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its LF or CRLF, null at the end. @throws IOException where the stream is damaged or longer than allowed */
    String next() throws IOException {
        int length = 0;
        cut = false;
        for (int b; (b = read()) != '\n';) {
            if (b < 0) {
                return length == 0 && !cut ? null : text(length);
            }
            if (length < MAX_LINE) {
                line[length++] = (byte) b;
            } else {
                cut = true;
            }
        }
        return text(length);
    }

    /** Whether the end of the last line was cut off. */
    boolean cut() {
        return cut;
    }

    private String text(int length) {
        return new String(line, 0, length > 0 && line[length - 1] == '\r' ? length - 1 : length, StandardCharsets.UTF_8);
    }

    private int read() throws IOException {
        if (at == filled) {
            filled = in.read(buffer);
            at = 0;
            if (filled < 0) {
                filled = 0;
                return -1;
            }
            total += filled;
            if (total > maxBytes) {
                throw new IOException("unpacks to more than " + maxBytes + " bytes");
            }
        }
        return buffer[at++] & 0xff;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
