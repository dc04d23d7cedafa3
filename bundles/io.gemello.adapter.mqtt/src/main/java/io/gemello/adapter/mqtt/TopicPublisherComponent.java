package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.TopicPublisher;
import io.gemello.api.adapter.TopicSubscriber;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes for other parts of the runtime, and receives what is no telemetry, on a connection of its own. */
@Designate(ocd = TopicPublisherComponent.Config.class)
@Component(immediate = true, configurationPid = "io.gemello.adapter.mqtt.publisher")
public final class TopicPublisherComponent implements TopicPublisher, TopicSubscriber {
    private static final Logger LOG = LoggerFactory.getLogger(TopicPublisherComponent.class);
    private static final int RECEIVE_MAXIMUM = 16;
    /** An order that waited longer for its receiver is too old to be carried out. */
    private static final long SESSION_EXPIRY_SECONDS = 60;

    @ObjectClassDefinition(name = "MQTT publisher", description = "The connection by which simulator and actuators publish and receive orders")
    @interface Config {
        @AttributeDefinition(name = "Broker", description = "tcp://HOST:PORT or ssl://HOST:PORT; empty: the embedded broker")
        String uri() default "";

        @AttributeDefinition(name = "MQTT version", description = "That the broker speaks", options = {@Option(label = "5", value = "5"), @Option(label = "3.1.1", value = "3")})
        int version() default 5;

        @AttributeDefinition(name = "User", description = "Who signs in at the broker; empty: nobody, or at the embedded broker this runtime")
        String user() default "";

        @AttributeDefinition(name = "Password file", description = "File of mode 600 that holds the password; relative to the data folder")
        String password_file() default "";

        @AttributeDefinition(name = "Client id", description = "Stable and unique at the broker")
        String client_id() default "gemello-publisher";

        @AttributeDefinition(name = "TLS authorities", description = "PEM file with the certificates of the authority that signed the broker's certificate; relative to the data folder; empty: those that Java trusts. The uri begins with ssl://")
        String tls_ca() default "";

        @AttributeDefinition(name = "TLS certificate", description = "PEM file with this client's certificate, where the broker asks for one")
        String tls_cert() default "";

        @AttributeDefinition(name = "TLS key", description = "PEM file with its private key, without pass phrase, mode 600")
        String tls_key() default "";
    }

    private final TopicReceivers receivers = new TopicReceivers();
    private final BrokerAccess access;
    private final LinkKeeper keeper;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile LocalBroker localBroker;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TlsFiles tlsFiles;

    @Activate
    public TopicPublisherComponent(BundleContext context, Config config) {
        access = new BrokerAccess("io.gemello.adapter.mqtt.publisher", "publisher", config.uri(), config.user(), BrokerAccess.file(context, config.password_file()), config.client_id(),
            config.version(), SESSION_EXPIRY_SECONDS, RECEIVE_MAXIMUM, new TlsPaths(config.tls_cert(), config.tls_key(), config.tls_ca()));
        keeper = new LinkKeeper("publisher", () -> access.target(localBroker, tlsFiles), LinkKeeper::paho, new Owner());
    }

    /** After the constructor: only now the references that come and go are there. */
    @Activate
    void start() {
        keeper.start();
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, int qos) {
        MqttLink link = keeper.standing();
        return link == null ? CompletableFuture.failedFuture(new IllegalStateException("no connection to the MQTT broker")) : link.publish(topic, payload, qos);
    }

    @Override
    public Subscription subscribe(String topic, Consumer<byte[]> receiver) {
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

    @Deactivate
    void stop() {
        keeper.close();
        access.close(tlsFiles);
    }

    private final class Owner implements LinkKeeper.Owner {
        @Override
        public void connected(MqttLink link, boolean sessionPresent) throws MqttLink.Refused {
            LOG.info("publisher: connected to {}", access.where());
            List<String> topics = receivers.topics();
            if (!topics.isEmpty()) {
                link.subscribe(topics);
            }
        }

        @Override
        public void status(AdapterStatus now) {
            if (!now.message().isEmpty()) {
                LOG.debug("publisher: {}", now.message());
            }
        }

        @Override
        public void lost(String why) {
            LOG.warn("publisher: {}", why);
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
