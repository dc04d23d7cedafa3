package io.gemello.adapter.simulator;

import io.gemello.api.adapter.TopicSubscriber;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders from MQTT and has them carried out by the hall's thread; those that come when that has ended, by who ends it. */
final class OrderDesk implements MetricSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OrderDesk.class);
    private final Orders orders;
    private final Executor thread;
    private final Runnable changed;
    private final List<TopicSubscriber.Subscription> subscriptions = new ArrayList<>();
    /** Came while the hall's thread was ending. */
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final LongAdder carriedOut = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** @param changed what the hall's thread does after an order */
    OrderDesk(Orders orders, Executor thread, Runnable changed) {
        this.orders = orders;
        this.thread = thread;
        this.changed = changed;
    }

    void open(TopicSubscriber subscriber) {
        for (String topic : orders.topics()) {
            subscriptions.add(subscriber.subscribe(topic, payload -> order(topic, payload)));
        }
    }

    /** From a thread of the MQTT client. */
    private void order(String topic, byte[] payload) {
        Runnable order = () -> carryOut(topic, payload);
        try {
            thread.execute(order);
        } catch (RejectedExecutionException ending) {
            late.add(order);
        }
    }

    private void carryOut(String topic, byte[] payload) {
        try {
            if (orders.give(topic, payload)) {
                changed.run();
            }
            carriedOut.increment();
        } catch (IllegalArgumentException wrong) {
            refused.increment();
            // Who may publish could fill the log with it: the counter tells.
            LOG.debug("{}", wrong.getMessage());
        }
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_simulator_orders_total", "Orders to actuators that were carried out", carriedOut.sum());
        to.counter("gemello_simulator_orders_refused_total", "Orders to actuators that were no numbers", refused.sum());
    }

    /** After the end of the hall's thread: what was ordered holds over a restart, and that is the order of who ends last. */
    void carryOutLate() {
        for (Runnable order = late.poll(); order != null; order = late.poll()) {
            order.run();
        }
    }

    @Override
    public void close() {
        subscriptions.forEach(TopicSubscriber.Subscription::close);
    }
}
