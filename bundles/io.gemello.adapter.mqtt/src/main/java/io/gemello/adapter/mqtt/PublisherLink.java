package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.TopicSubscriber.Subscription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection for one purpose, with a client id and credentials of its own: publishes, and receives what is no telemetry. */
final class PublisherLink {
    private static final Logger LOG = LoggerFactory.getLogger(PublisherLink.class);
    private static final int RECEIVE_MAXIMUM = 16;
    /** An order that waited longer for its receiver is too old to be carried out. */
    private static final long SESSION_EXPIRY_SECONDS = 60;

    private final String name;
    private final Function<LocalBroker, LocalBroker.Account> account;
    private final Supplier<LocalBroker> local;
    private final Supplier<TlsFiles> files;
    private final TopicReceivers receivers = new TopicReceivers();
    private final BrokerAccess access;
    private final MqttLink.Will will;
    private final LinkKeeper keeper;

    /** @param name what it is for @param account at the embedded broker @param local gives null while that is not there @param files gives null while nobody reads certificates */
    PublisherLink(String name, BundleContext context, PublisherConfig config, Function<LocalBroker, LocalBroker.Account> account, Supplier<LocalBroker> local, Supplier<TlsFiles> files) {
        this.name = name;
        this.account = account;
        this.local = local;
        this.files = files;
        access = new BrokerAccess("io.gemello.adapter.mqtt." + name, name, config.uri(), config.user(), BrokerAccess.file(context, config.password_file()),
            config.client_id().isBlank() ? "gemello-" + name : config.client_id(), config.version(), SESSION_EXPIRY_SECONDS, RECEIVE_MAXIMUM,
            new TlsPaths(config.tls_cert(), config.tls_key(), config.tls_ca()));
        if (!config.will_topic().isBlank() && (access.embedded() || config.will_topic().contains("+") || config.will_topic().contains("#"))) {
            throw new IllegalArgumentException("io.gemello.adapter.mqtt." + name + ": will.topic " + (access.embedded() ? "needs a uri: the embedded broker ends with this process and would tell nobody" : "must be one topic, without + and #"));
        }
        will = config.will_topic().isBlank() ? null : new MqttLink.Will(config.will_topic().strip(), config.will_payload().getBytes(StandardCharsets.UTF_8));
        keeper = new LinkKeeper(name, this::target, LinkKeeper::paho, new Owner());
    }

    private MqttLink.Target target() throws MqttLink.Refused {
        LocalBroker broker = local.get();
        MqttLink.Target target = access.target(broker, files.get());
        if (target == null || !access.embedded()) {
            return target == null || will == null ? target : target.with(will);
        }
        LocalBroker.Account as = account.apply(broker);
        return new MqttLink.Target(target.uri(), target.clientId(), as.user(), as.secret(), target.version(), SESSION_EXPIRY_SECONDS, target.receiveMaximum(), null);
    }

    void start() {
        keeper.start();
    }

    CompletionStage<Void> publish(String topic, byte[] payload, int qos) {
        MqttLink link = keeper.standing();
        return link == null ? CompletableFuture.failedFuture(new IllegalStateException("no connection to the MQTT broker")) : link.publish(topic, payload, qos);
    }

    Subscription subscribe(String topic, Consumer<byte[]> receiver) {
        Subscription subscription = receivers.add(topic, receiver, () -> keeper.later(link -> {
            if (!receivers.wants(topic)) {
                link.unsubscribe(List.of(topic));
            }
        }));
        keeper.later(link -> {
            if (receivers.wants(topic)) {
                link.subscribe(List.of(topic));
            }
        });
        return subscription;
    }

    void stop() {
        keeper.close();
        access.close(files.get());
    }

    private final class Owner implements LinkKeeper.Owner {
        /** It is tried again and again; said once. */
        private String said = "";

        @Override
        public void connected(MqttLink link, boolean sessionPresent) throws MqttLink.Refused {
            LOG.info("{}: connected to {}", name, access.where());
            List<String> topics = receivers.topics();
            if (!topics.isEmpty()) {
                link.subscribe(topics);
            }
        }

        @Override
        public void status(AdapterStatus now) {
            if (now.state() == AdapterStatus.State.MISCONFIGURED && !now.message().equals(said)) {
                LOG.warn("{}: {}", name, now.message());
            } else if (!now.message().isEmpty()) {
                LOG.debug("{}: {}", name, now.message());
            }
            said = now.message();
        }

        @Override
        public void lost(String why) {
            LOG.warn("{}: {}", name, why);
        }

        @Override
        public void arrived(MqttLink.Incoming message) {
            receivers.arrived(message.topic(), message.payload());
            keeper.later(link -> {
                if (link == message.from()) {
                    link.acknowledge(message);
                }
            });
        }
    }
}
