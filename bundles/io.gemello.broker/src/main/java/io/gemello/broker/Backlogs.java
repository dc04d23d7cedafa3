package io.gemello.broker;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.core.postoffice.PostOffice;
import org.apache.activemq.artemis.core.postoffice.QueueBinding;
import org.apache.activemq.artemis.core.server.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties the queues of clients that stay away or do not keep up. Without it one forgotten persistent session would fill the
 * disk until publishers are no longer acknowledged. Queues of this runtime's own adapters are never touched.
 */
final class Backlogs implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Backlogs.class);
    private static final long EVERY_SECONDS = 10;
    private static final SimpleString INTERNAL = SimpleString.of("$sys");
    private static final SimpleString LOCAL = SimpleString.of(SignIn.LOCAL_USER);

    private final PostOffice post;
    private final long mostMessages;
    private final Refusals refusals;
    private final ScheduledFuture<?> task;

    Backlogs(PostOffice post, ScheduledExecutorService timer, long mostMessages, Refusals refusals) {
        this.post = post;
        this.mostMessages = mostMessages;
        this.refusals = refusals;
        task = timer.scheduleWithFixedDelay(this::trim, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    void trim() {
        for (var binding : post.getAllBindings().toList()) {
            if (binding instanceof QueueBinding bound && !bound.getAddress().startsWith(INTERNAL) && !LOCAL.equals(bound.getQueue().getUser())) {
                Queue queue = bound.getQueue();
                if (queue.getMessageCount() > mostMessages) {
                    empty(queue);
                }
            }
        }
    }

    private void empty(Queue queue) {
        try {
            int dropped = queue.deleteAllReferences();
            refusals.count("backlog", dropped + " messages dropped that MQTT subscription " + SignIn.printable(queue.getName().toString()) + " of user '" + queue.getUser()
                + "' did not fetch: more than backlog.messages = " + mostMessages);
        } catch (Exception e) {
            LOG.warn("the backlog of MQTT subscription {} could not be dropped: {}", queue.getName(), e.getMessage());
        }
    }

    /** Messages that wait in all subscriptions' queues, in memory and on disk. */
    long waiting() {
        long sum = 0;
        for (var binding : post.getAllBindings().toList()) {
            if (binding instanceof QueueBinding bound && !bound.getAddress().startsWith(INTERNAL)) {
                sum += bound.getQueue().getMessageCount();
            }
        }
        return sum;
    }

    @Override
    public void close() {
        task.cancel(false);
    }
}
