package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.function.Consumer;

/** Takes a body as it trickles in, without a thread waiting for it. Called by the server's pool threads, one at a time. */
final class BodyIntake implements ReadListener {
    private static final int CHUNK = 8192;
    private final ServletInputStream in;
    private final ByteRoom room;
    private final Consumer<byte[]> whole;
    private final Consumer<Throwable> failed;
    private final byte[] chunk = new byte[CHUNK];

    /** @param failed gets an {@link HttpProblem} for a body that is refused, else what the connection said */
    BodyIntake(ServletInputStream in, ByteRoom room, Consumer<byte[]> whole, Consumer<Throwable> failed) {
        this.in = in;
        this.room = room;
        this.whole = whole;
        this.failed = failed;
    }

    @Override
    public void onDataAvailable() throws IOException {
        try {
            while (in.isReady() && !in.isFinished()) {
                int count = in.read(chunk);
                if (count < 0) {
                    return;
                }
                room.add(chunk, count);
            }
        } catch (HttpProblem refused) {
            failed.accept(refused);
        }
    }

    @Override
    public void onAllDataRead() {
        byte[] body;
        try {
            body = room.take();
        } catch (HttpProblem refused) {
            failed.accept(refused);
            return;
        }
        whole.accept(body);
    }

    @Override
    public void onError(Throwable cause) {
        failed.accept(cause);
    }
}
