package io.gemello.broker;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.access.TlsPort;
import io.gemello.api.access.Users;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.health.Ready;
import io.netty.util.concurrent.FastThreadLocal;
import java.beans.Introspector;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
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

/** The embedded broker as a part of the runtime. Stays up while the users' service comes and goes. */
@Component(service = {}, immediate = true, configurationPid = "io.gemello.broker")
@Designate(ocd = BrokerComponent.Config.class)
public final class BrokerComponent implements MetricSource, HealthCheck {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerComponent.class);

    @ObjectClassDefinition(name = "MQTT broker", description = "Address and port come from the command line. Rights by topic: rights.<role or user>.publish and .subscribe, comma-separated filters.")
    @interface Config {
        @AttributeDefinition(name = "Largest packet [bytes]", description = "A client that sends a larger one is disconnected", min = "1")
        int max_packet_bytes() default 1_048_576;

        @AttributeDefinition(name = "Connections", description = "Clients at a time; more are refused", min = "1")
        int max_connections() default 1000;

        @AttributeDefinition(name = "Session expiry [s]", description = "How long the session of an absent client and its queue are kept", min = "0")
        int session_expiry_seconds() default 86_400;

        @AttributeDefinition(name = "Memory [bytes]", description = "Queued messages beyond this go to disk", min = "1")
        long memory_bytes() default 33_554_432;

        @AttributeDefinition(name = "Backlog [messages]", description = "Kept for one subscription of a client that is away or slow; more are dropped. Adapters of this runtime are exempt")
        long backlog_messages() default 100_000;

        @AttributeDefinition(name = "Backlog on disk [bytes]", description = "Of one topic filter; beyond it publishers get no acknowledgement", min = "1")
        long queue_disk_bytes() default 1_073_741_824;

        @AttributeDefinition(name = "Free disk [bytes]", description = "With less free space on the disk publishers get no acknowledgement", min = "0")
        long min_free_disk_bytes() default 268_435_456;

        @AttributeDefinition(name = "Command topics", description = "Comma-separated filters of the topics on which actuators hear orders: only operators, control, and users whose own line says so publish there")
        String command_topics() default TopicRights.USUAL_COMMANDS;

        @AttributeDefinition(name = "TLS port", description = "Open when there is a TLS certificate; 0 takes a free one", min = "0", max = "65535")
        int tls_port() default 8883;

        @AttributeDefinition(name = "TLS certificate", description = "PEM file with the broker's certificate, then those between it and its authority; relative to the data folder. With it the plain port listens on this machine only")
        String tls_cert() default "";

        @AttributeDefinition(name = "TLS key", description = "PEM file with its private key, without pass phrase, mode 600")
        String tls_key() default "";

        @AttributeDefinition(name = "TLS client authority", description = "PEM file with the certificates of the authority that signs the clients' certificates")
        String tls_client_ca() default "";

        @AttributeDefinition(name = "TLS client certificates", description = "Who shows one signs in by it, as the user that its common name (CN) is",
            options = {@Option(label = "are not asked for", value = "none"), @Option(label = "may be shown", value = "want"), @Option(label = "must be shown", value = "need")})
        String tls_client_auth() default "none";

        @AttributeDefinition(name = "Plain clients", description = "Whether clients on this machine may come without TLS when it is set; this runtime's own parts always may")
        boolean plain_clients() default true;
    }

    private final MqttBroker broker;
    private final Refusals refusals = new Refusals(System::nanoTime);
    private final List<ServiceRegistration<?>> services = new ArrayList<>();
    private volatile Health.State state;
    private volatile Instant since = Instant.now();
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile Users users;
    private volatile ServiceRegistration<Ready> secure;

    @Activate
    public BrokerComponent(BundleContext context, Config config, Map<String, Object> properties) throws Exception {
        Path folder = Path.of(property(context, "gemello.data", "var"), "broker");
        Files.createDirectories(folder);
        String bind = property(context, "gemello.bind", "127.0.0.1");
        TlsPort tls = TlsPort.of("io.gemello.broker", config.tls_port(), new TlsPaths(config.tls_cert(), config.tls_key(), config.tls_client_ca()), config.tls_client_auth());
        String address = tls.on() && !InetAddress.getByName(bind).isLoopbackAddress() ? "127.0.0.1" : bind;
        int port = Integer.parseInt(property(context, "gemello.mqtt.port", "1883"));
        SignIn signIn = new SignIn(() -> users, new TopicRights(properties), refusals, System::nanoTime, new WildcardConfiguration());
        broker = start(new BrokerSettings(address, port, !tls.on() || config.plain_clients(), folder, config.max_packet_bytes(), config.max_connections(), config.session_expiry_seconds(),
            config.memory_bytes(), config.backlog_messages(), config.queue_disk_bytes(), config.min_free_disk_bytes()), signIn, bind, tls,
            number -> secure = context.registerService(Ready.class, new Ready() {}, new Hashtable<>(Map.of(Ready.NAME, "mqtts", Ready.PORT, number))));
        URI uri = new URI("tcp", null, reachable(address), broker.port(), null, null, null);
        services.add(context.registerService(new String[] {MetricSource.class.getName(), HealthCheck.class.getName()}, this, new Hashtable<>()));
        services.add(context.registerService(LocalBroker.class, local(uri, signIn), new Hashtable<>()));
        services.add(context.registerService(Ready.class, new Ready() {}, new Hashtable<>(Map.of(Ready.NAME, "mqtt", Ready.PORT, broker.port()))));
        LOG.info("MQTT broker at {}", uri);
    }

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    void setTlsFiles(TlsFiles files) {
        broker.door().files(files);
        broker.door().look();
    }

    void unsetTlsFiles(TlsFiles files) {
        broker.door().files(null);
    }

    /** Artemis and Netty look for their classes by the thread's context loader. */
    private MqttBroker start(BrokerSettings settings, SignIn signIn, String bind, TlsPort tls, IntConsumer tlsOpened) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BrokerComponent.class.getClassLoader());
        try {
            return new MqttBroker(settings, signIn, refusals, bind, tls, tlsOpened);
        } catch (Exception e) {
            throw new IllegalStateException("the MQTT broker cannot start at " + settings.address() + ":" + settings.port() + " with " + settings.folder()
                + ": " + e.getMessage() + "; is the port taken by another program? Stop that, or give another port by --mqtt-port", e);
        } finally {
            thread.setContextClassLoader(before);
            letGo();
        }
    }

    @Deactivate
    void stop() throws Exception {
        broker.door().shut();
        services.forEach(ServiceRegistration::unregister);
        ServiceRegistration<Ready> tls = secure;
        if (tls != null) {
            tls.unregister();
        }
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(BrokerComponent.class.getClassLoader());
        try {
            broker.close();
        } finally {
            thread.setContextClassLoader(before);
            letGo();
        }
    }

    /** What Netty keeps for the calling thread, and the JDK of the beans that Artemis looked at, outlives this bundle and would hold its class loader. */
    private static void letGo() {
        FastThreadLocal.removeAll();
        Introspector.flushCaches();
    }

    private static LocalBroker local(URI uri, SignIn signIn) {
        return new LocalBroker() {
            @Override
            public URI uri() {
                return uri;
            }

            @Override
            public String user() {
                return SignIn.LOCAL_USER;
            }

            @Override
            public String secret() {
                return signIn.secret();
            }

            @Override
            public Account commands() {
                return new Account(SignIn.COMMANDER, signIn.secret(SignIn.COMMANDER));
            }

            @Override
            public Account actuators() {
                return new Account(SignIn.ACTUATOR, signIn.secret(SignIn.ACTUATOR));
            }
        };
    }

    /** A client of this machine cannot connect to "any address". */
    private static String reachable(String address) throws Exception {
        return InetAddress.getByName(address).isAnyLocalAddress() ? "127.0.0.1" : address;
    }

    private static String property(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    @Override
    public void collect(Metrics to) {
        Traffic traffic = broker.traffic();
        to.gauge("gemello_mqtt_broker_connections", "Connected MQTT clients", broker.connections());
        to.gauge("gemello_mqtt_broker_queued_messages", "Messages waiting for subscribers, in memory and on disk", broker.backlogs().waiting());
        to.counter("gemello_mqtt_broker_messages_total", "Messages", traffic.messagesIn(), "direction", "in");
        to.counter("gemello_mqtt_broker_messages_total", "Messages", traffic.messagesOut(), "direction", "out");
        to.counter("gemello_mqtt_broker_payload_bytes_total", "Payload bytes", traffic.bytesIn(), "direction", "in");
        to.counter("gemello_mqtt_broker_payload_bytes_total", "Payload bytes", traffic.bytesOut(), "direction", "out");
        refusals.signIns().forEach((reason, count) -> to.counter("gemello_mqtt_broker_signins_refused_total", "Refused sign-ins", count, "reason", reason));
        refusals.others().forEach((reason, count) -> to.counter("gemello_mqtt_broker_refused_total", "Refused packets, topics and clients", count, "reason", reason));
    }

    @Override
    public synchronized List<Health> check() {
        String failure = broker.failure();
        Health.State now = failure != null || broker.diskFull() ? Health.State.CRITICAL : Health.State.OK;
        if (now != state) {
            state = now;
            since = Instant.now();
        }
        String message = failure != null ? "the broker has given up (" + failure + ")"
            : now == Health.State.CRITICAL ? "the disk is nearly full: publishers get no acknowledgement" : broker.connections() + " clients are connected";
        String remedy = failure != null ? "see to its disk, then restart the bundle io.gemello.broker"
            : now == Health.State.CRITICAL ? "free space on the disk of the data folder; it goes on by itself" : "";
        List<Health> all = new ArrayList<>(broker.door().check());
        all.add(new Health("broker", now, since, message, remedy));
        return all;
    }
}
