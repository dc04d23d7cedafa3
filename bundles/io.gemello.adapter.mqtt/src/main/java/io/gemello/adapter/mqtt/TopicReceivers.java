package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.TopicSubscriber.Subscription;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants what comes on which topic. Any thread. */
final class TopicReceivers {
    private static final Logger LOG = LoggerFactory.getLogger(TopicReceivers.class);
    private final Map<String, List<Consumer<byte[]>>> byTopic = new ConcurrentHashMap<>();

    /** @param unwanted told when nobody wants the topic any more */
    Subscription add(String topic, Consumer<byte[]> receiver, Runnable unwanted) {
        if (topic.isEmpty() || topic.contains("+") || topic.contains("#")) {
            throw new IllegalArgumentException("'" + topic + "' is not one topic");
        }
        // One of its own: the same receiver may be there twice, and each is closed alone.
        Consumer<byte[]> own = receiver::accept;
        byTopic.compute(topic, (same, all) -> with(all, own));
        return () -> {
            if (byTopic.containsKey(topic) && byTopic.computeIfPresent(topic, (same, all) -> without(all, own)) == null) {
                unwanted.run();
            }
        };
    }

    private static List<Consumer<byte[]>> with(List<Consumer<byte[]>> all, Consumer<byte[]> one) {
        List<Consumer<byte[]>> more = all == null ? new CopyOnWriteArrayList<>() : all;
        more.add(one);
        return more;
    }

    private static List<Consumer<byte[]>> without(List<Consumer<byte[]>> all, Consumer<byte[]> one) {
        all.remove(one);
        return all.isEmpty() ? null : all;
    }

    List<String> topics() {
        return List.copyOf(byTopic.keySet());
    }

    boolean wants(String topic) {
        return byTopic.containsKey(topic);
    }

    void arrived(String topic, byte[] payload) {
        for (Consumer<byte[]> receiver : byTopic.getOrDefault(topic, List.of())) {
            try {
                receiver.accept(payload);
            } catch (RuntimeException broken) {
                LOG.error("a receiver of '{}' failed", topic, broken);
            }
        }
    }
}
