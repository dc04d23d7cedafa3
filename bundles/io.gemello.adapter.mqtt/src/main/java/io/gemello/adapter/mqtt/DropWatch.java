package io.gemello.adapter.mqtt;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a foreign broker for its count of dropped messages, and counts as lost what it dropped since it was last asked: a broker
 * keeps only so much for a client that is away. The keeper's thread's.
 */
final class DropWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DropWatch.class);
    private static final long SHOWN_NANOS = TimeUnit.MINUTES.toNanos(10);
    private final String adapter;
    private final String broker;
    private final BrokerDrops drops;
    private final Losses losses;
    private final LongSupplier nanos;
    private boolean asking = true;
    private boolean saidBlind;
    private String complaint = "";
    private long shownUntilNanos;

    DropWatch(String adapter, String broker, BrokerDrops drops, Losses losses, LongSupplier nanos) {
        this.adapter = adapter;
        this.broker = broker;
        this.drops = drops;
        this.losses = losses;
        this.nanos = nanos;
    }

    /** On each new connection. */
    void ask(MqttLink link) throws MqttLink.Refused {
        if (!asking) {
            return;
        }
        try {
            asking = link.watch(BrokerDrops.TOPIC);
        } catch (MqttLink.Refused broken) {
            // Some brokers cut off who asks for a topic like that: not twice.
            asking = false;
            throw broken;
        } finally {
            if (!asking) {
                sayBlind();
            }
        }
    }

    /** @return whether {@link #complaint} has changed */
    boolean told(byte[] count) {
        long more = drops.since(count);
        if (more > 0) {
            complaint = "the broker at " + broker + " has dropped " + more + " messages because a client's queue was full: raise max_queued_messages in mosquitto.conf (0 for no limit), or use the embedded broker";
            shownUntilNanos = nanos.getAsLong() + SHOWN_NANOS;
            losses.count("broker-queue-full", more, complaint);
        }
        try {
            drops.remember();
        } catch (IOException e) {
            LOG.warn("adapter {}: the broker's count of dropped messages cannot be kept ({}): after a restart a loss may be counted again, or missed", adapter, e.getMessage());
        }
        return more > 0;
    }

    /** @return whether {@link #complaint} has changed */
    boolean minute() {
        if (asking && !drops.told()) {
            sayBlind();
        }
        if (complaint.isEmpty() || nanos.getAsLong() - shownUntilNanos < 0) {
            return false;
        }
        complaint = "";
        return true;
    }

    /** What was dropped of late, empty for nothing. */
    String complaint() {
        return complaint;
    }

    private void sayBlind() {
        if (!saidBlind) {
            saidBlind = true;
            LOG.info("adapter {}: {} does not tell what it drops (topic {}): what it drops at its own queue limit while this adapter is away cannot be seen", adapter, broker, BrokerDrops.TOPIC);
        }
    }
}
