package io.gemello.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Whether and how an answer is compressed. */
final class Compression {
    /** Below this the header costs more than is won. */
    private static final int MIN_BYTES = 1024;

    private Compression() {}

    static boolean worth(int bytes, String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        return bytes > MIN_BYTES && (type.startsWith("text/") || type.contains("json") || type.contains("javascript") || type.contains("xml") || type.startsWith("application/wasm") || type.startsWith("application/csv"));
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
