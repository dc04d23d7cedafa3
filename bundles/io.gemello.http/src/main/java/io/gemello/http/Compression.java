package io.gemello.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Whether and how an answer is compressed. */
final class Compression {
    /** Below this the header costs more than is won. */
    private static final int MIN_BYTES = 1024;
    private static final int BLOCK = 1 << 14;

    private Compression() {}

    static boolean worth(long bytes, String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return bytes > MIN_BYTES && (type.startsWith("text/") || type.contains("json") || type.contains("javascript") || type.contains("xml") || type.contains("step") || type.startsWith("application/wasm") || type.startsWith("application/csv"));
    }

    /** @param acceptEncoding the header, or null; {@code gzip;q=0} refuses */
    static boolean accepted(String acceptEncoding) {
        if (acceptEncoding == null) {
            return false;
        }
        for (String one : acceptEncoding.toLowerCase(Locale.ROOT).replace(" ", "").split(",")) {
            if (one.equals("gzip") || one.startsWith("gzip;")) {
                return !one.matches("gzip;q=0(\\.0*)?");
            }
        }
        return false;
    }

    /** Quickly rather than well: who sends so much waits for it. */
    static void gzip(InputStream plain, OutputStream to) throws IOException {
        GZIPOutputStream out = new GZIPOutputStream(to, BLOCK) {
            {
                def.setLevel(Deflater.BEST_SPEED);
            }
        };
        plain.transferTo(out);
        out.finish();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4);
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }
}
