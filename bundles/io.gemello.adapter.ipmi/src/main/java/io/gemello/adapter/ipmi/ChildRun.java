package io.gemello.adapter.ipmi;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of a command as a child process, bounded in time and output. Whatever happens, the child and its children have
 * been killed when it returns.
 *
 * @param text what it printed
 * @param errors what it printed on its error channel
 * @param exit its exit code; {@link #TIMED_OUT} when it was killed for being slow
 */
record ChildRun(byte[] text, byte[] errors, int exit) {
    static final int TIMED_OUT = -1;

    private static final int MAX_TEXT = 1 << 20;
    private static final int MAX_ERRORS = 4096;
    private static final long GRACE_MILLIS = 1000;

    /**
     * @param name for its threads
     * @param secrets environment of the child alone
     * @throws IOException when the command cannot be started
     * @throws InterruptedException the child is killed then
     */
    static ChildRun of(String name, List<String> command, Map<String, String> secrets, Duration timeout) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(secrets);
        Process child = builder.start();
        try {
            child.getOutputStream().close();
            Drain text = new Drain(child.getInputStream(), MAX_TEXT, name + "-out");
            Drain errors = new Drain(child.getErrorStream(), MAX_ERRORS, name + "-err");
            boolean ended = child.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
            int exit = ended ? child.exitValue() : TIMED_OUT;
            kill(child); // before its output is awaited: its children may hold the channel
            return new ChildRun(text.bytes(), errors.bytes(), exit);
        } finally {
            kill(child);
        }
    }

    /** The first line of the error channel, or a word about the exit code. */
    String complaint() {
        try (BoundedLines lines = new BoundedLines(new ByteArrayInputStream(errors), MAX_ERRORS)) {
            for (String line; (line = lines.next()) != null;) {
                if (!line.isBlank()) {
                    return line.trim();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
        return "exit code " + exit;
    }

    private static void kill(Process child) {
        List<ProcessHandle> family = Stream.concat(Stream.of(child.toHandle()), child.descendants()).toList();
        family.forEach(ProcessHandle::destroyForcibly);
    }

    /** Takes a channel to its end in a thread of its own and keeps the beginning, so that the child never waits for us. */
    private static final class Drain {
        private final byte[] kept;
        private final Thread thread;
        private int length;

        Drain(InputStream from, int max, String name) {
            kept = new byte[max];
            thread = new Thread(() -> drain(from), name);
            thread.setDaemon(true);
            thread.start();
        }

        /** What came. A grandchild that left its group may hold the channel open: it is not waited for. */
        byte[] bytes() throws InterruptedException {
            thread.join(GRACE_MILLIS);
            synchronized (this) {
                return Arrays.copyOf(kept, length);
            }
        }

        private void drain(InputStream from) {
            byte[] buffer = new byte[8192];
            try (from) {
                for (int n; (n = from.read(buffer)) >= 0;) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // the child was killed: what came until then counts
            }
        }

        private synchronized void keep(byte[] from, int n) {
            int room = Math.min(n, kept.length - length);
            System.arraycopy(from, 0, kept, length, room);
            length += room;
        }
    }
}
