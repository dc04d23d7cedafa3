package io.gemello.control;

import io.gemello.api.control.Command;
import io.gemello.api.control.ControlLoop;
import io.gemello.api.control.Snapshot;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks one loop on a thread of its own, so that one that hangs holds up nobody. Used by the control thread. */
final class LoopThread implements AutoCloseable {
    private static final long FAREWELL_MILLIS = 500;
    private final ControlLoop loop;
    private final ExecutorService thread;
    private Future<List<Command>> asked;
    /** Whether it is still at work on a snapshot that is past: what it says then is about another world. */
    private boolean behind;

    /** Why there are no commands. */
    static final class Failed extends Exception {
        private static final long serialVersionUID = 1;

        Failed(String message) {
            super(message, null, false, false);
        }
    }

    LoopThread(String name, ControlLoop loop) {
        this.loop = loop;
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread t = new Thread(work, "gemello-loop-" + name);
            t.setDaemon(true);
            return t;
        });
    }

    /** Begins to ask, where the answer before has come. */
    void ask(Snapshot now) {
        behind = asked != null && !asked.isDone();
        if (!behind) {
            asked = thread.submit(() -> List.copyOf(loop.decide(now)));
        }
    }

    /** @param nanos how long it may still take */
    List<Command> answer(long nanos) throws Failed, InterruptedException {
        if (behind) {
            throw new Failed("it does not answer in time");
        }
        try {
            return asked.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new Failed("it does not answer in time");
        } catch (ExecutionException thrown) {
            throw new Failed("it failed: " + thrown.getCause());
        } catch (CancellationException gone) {
            throw new Failed("it was stopped");
        }
    }

    /** Waits a little for a loop that is at work. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
