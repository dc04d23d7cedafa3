package io.gemello.series.duckdb.transfer;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file that knows how far it is read; one that ends in {@code .gz} is unpacked. */
final class CountedFile implements Closeable {
    private final long size;
    private final InputStream stream;
    private long read;

    CountedFile(Path path) throws IOException {
        size = Files.size(path);
        InputStream counted = new FilterInputStream(Files.newInputStream(path)) {
            @Override
            public int read() throws IOException {
                int one = super.read();
                read += one < 0 ? 0 : 1;
                return one;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int some = super.read(into, offset, length);
                read += Math.max(0, some);
                return some;
            }
        };
        stream = path.toString().endsWith(".gz") ? new GZIPInputStream(counted, 1 << 16) : counted;
    }

    InputStream stream() {
        return stream;
    }

    String firstLine() throws IOException {
        String line = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)).readLine();
        return line == null ? "" : line;
    }

    double progress() {
        return size == 0 ? 1 : (double) read / size;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
