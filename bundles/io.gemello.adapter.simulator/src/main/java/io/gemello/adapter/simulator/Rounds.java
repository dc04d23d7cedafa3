package io.gemello.adapter.simulator;

import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes what the devices say, round by round. Rounds come from the hall's thread. */
final class Rounds implements MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);
    private static final int QOS = 1;
    /** Unanswered messages; beyond it a round is left out: the probes do not wait, and nothing may pile up. A large hall may have some rounds under way. */
    private static final int UNDER_WAY = 100;
    private static final int ROUNDS_UNDER_WAY = 4;

    private final TopicPublisher publisher;
    private final Play play;
    private final AtomicInteger underWay = new AtomicInteger();
    private final LongAdder published = new LongAdder();
    private final LongAdder failed = new LongAdder();

    Rounds(TopicPublisher publisher, Play play) {
        this.publisher = publisher;
        this.play = play;
    }

    /** What is thrown here would end the rounds for good. */
    void next() {
        try {
            publish(play.at(System.currentTimeMillis()));
        } catch (RuntimeException broken) {
            failed.increment();
            LOG.error("a round of the simulator was left out", broken);
        }
    }

    private void publish(List<Message> messages) {
        if (underWay.get() >= Math.max(UNDER_WAY, ROUNDS_UNDER_WAY * messages.size())) {
            failed.increment();
            return;
        }
        for (Message message : messages) {
            underWay.incrementAndGet();
            publish(message).whenComplete((nothing, failure) -> {
                underWay.decrementAndGet();
                (failure == null ? published : failed).increment();
            });
        }
    }

    /** A publisher that goes away just now may throw; that message is not under way. */
    private CompletionStage<Void> publish(Message message) {
        try {
            return publisher.publish(message.topic(), message.payload(), QOS);
        } catch (RuntimeException gone) {
            return CompletableFuture.failedFuture(gone);
        }
    }

    @Override
    public void collect(Metrics to) {
        to.counter("gemello_simulator_published_total", "Messages that the broker took", published.sum());
        to.counter("gemello_simulator_failed_total", "Messages that did not get there, and rounds left out", failed.sum());
    }
}
