package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Gathers a request's body up to a limit that holds before and after decompression. */
final class ByteRoom {
    private static final Map<String, String> CLOSE = Map.of("Connection", "close");
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final long limit;
    private final boolean gzip;

    /** @param encoding the header {@code Content-Encoding}, or null @throws HttpProblem 415 for one that is not known */
    ByteRoom(long limit, String encoding) {
        this.limit = limit;
        this.gzip = "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
        if (!gzip && encoding != null && !encoding.isBlank() && !encoding.equalsIgnoreCase("identity")) {
            throw new HttpProblem(415, "gemello:body.encoding", "A body in the encoding " + Quoted.of(encoding) + " cannot be read.", "Send it plain or with Content-Encoding: gzip.", Map.of("Accept-Encoding", "gzip"));
        }
    }

    /** @throws HttpProblem 413 when the announced length is beyond the limit */
    ByteRoom expect(long contentLength) {
        if (contentLength > limit) {
            throw tooLarge();
        }
        return this;
    }

    /** @throws HttpProblem 413 */
    void add(byte[] bytes, int count) {
        if (gathered.size() + (long) count > limit) {
            throw tooLarge();
        }
        gathered.write(bytes, 0, count);
    }

    /** The whole body, decompressed. @throws HttpProblem 413, or 400 for broken gzip */
    byte[] take() {
        return gzip && gathered.size() > 0 ? inflate() : gathered.toByteArray();
    }

    private byte[] inflate() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gathered.toByteArray()))) {
            byte[] plain = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, limit + 1));
            if (plain.length > limit) {
                throw tooLarge();
            }
            return plain;
        } catch (IOException broken) {
            throw new HttpProblem(400, "gemello:body.encoding", "The body is not the gzip that its header announces.", "Send it plain, or compress it whole.");
        }
    }

    private HttpProblem tooLarge() {
        return new HttpProblem(413, "gemello:body.too-large", "The body is larger than the " + limit + " bytes that this path takes, counted after decompression.", "Send less at once.", CLOSE);
    }
}
