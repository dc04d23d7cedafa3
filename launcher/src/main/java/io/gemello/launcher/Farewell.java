package io.gemello.launcher;

import java.util.function.IntConsumer;

/** What is done when the JVM goes, and its exit status: a TERM that was obeyed is a success, where the JVM's own answer would be 143. */
final class Farewell implements Runnable {
    private final Runnable stop;
    private final IntConsumer halt;
    private volatile int status;

    /** @param halt ends the JVM at once with this status */
    Farewell(Runnable stop, IntConsumer halt) {
        this.stop = stop;
        this.halt = halt;
    }

    /** It goes because something failed, and says so. */
    void failed() {
        status = 1;
    }

    @Override
    public void run() {
        try {
            stop.run();
        } finally {
            halt.accept(status);
        }
    }
}
