package io.gemello.http;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** One named thread that does small things in order, now or later. After its shutdown what comes is dropped: senders of other bundles must not fail because the server stops. */
final class Lane extends ScheduledThreadPoolExecutor {
    Lane(String name) {
        super(1, work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        }, new ThreadPoolExecutor.DiscardPolicy());
        setRemoveOnCancelPolicy(true);
        setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }
}
