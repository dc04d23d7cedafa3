package io.gemello.broker;

import io.gemello.api.access.TlsPort;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptor;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.core.settings.impl.DiskFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.PageFullMessagePolicy;
import org.apache.activemq.artemis.utils.critical.CriticalAnalyzerPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Artemis as this runtime's MQTT broker, MQTT and nothing else: durable (a publisher is acknowledged after fsync), small,
 * quiet. Needs the bundle's class loader as the thread's context loader in {@link #MqttBroker} and {@link #close}.
 */
final class MqttBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MqttBroker.class);
    private static final String ACCEPTOR = "mqtt";
    private static final long SIGN_IN_KEPT_MILLIS = 1000;
    private static final int POOL_THREADS = 8;
    private static final int TIMER_THREADS = 2;
    /** For the first MQTT packet of a connection. */
    private static final int HANDSHAKE_SECONDS = 10;
    /** Until the TLS port is open. */
    private static final int TLS_AGAIN_SECONDS = 5;
    private static final int JOURNAL_FILE_BYTES = 4 << 20;
    private static final int JOURNAL_BUFFER_BYTES = 256 << 10;
    private static final int PAGE_BYTES = 1 << 20;
    /** Topics nobody has used for that long are forgotten. */
    private static final long FORGET_TOPIC_MILLIS = TimeUnit.MINUTES.toMillis(30);

    private final ActiveMQServerImpl server;
    private final MqttPort port;
    private final TlsDoor door;
    private final Backlogs backlogs;
    private final Traffic traffic = new Traffic();
    private volatile String failure;
    private boolean diskLow;

    /** @param bind where the TLS port listens @param tlsOpened is told its number when it is open */
    MqttBroker(BrokerSettings settings, SignIn signIn, Refusals refusals, String bind, TlsPort tls, IntConsumer tlsOpened) throws Exception {
        Configuration config = configuration(settings);
        config.addAcceptorConfiguration(new TransportConfiguration(NettyAcceptorFactory.class.getName(), acceptor(settings), ACCEPTOR));
        config.addAddressSetting("#", queues(settings));
        server = new ActiveMQServerImpl(config, signIn);
        ClientGate.Shared shared = new ClientGate.Shared(new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), traffic, refusals, settings.sessionExpirySeconds(), settings.plainClients());
        server.addProtocolManagerFactory(new GatedMqtt(settings.maxPacketBytes(), shared));
        server.registerIOCriticalErrorListener((cause, message, file) -> failure = String.valueOf(message));
        try {
            server.start();
            new LeftSessions(server, settings.sessionExpirySeconds());
            NettyAcceptor acceptor = (NettyAcceptor) server.getRemotingService().getAcceptor(ACCEPTOR);
            port = new MqttPort(settings.address(), settings.port(), acceptor, refusals, null);
            door = new TlsDoor(bind, tls, (address, number, engines) -> new MqttPort(address, number, acceptor, refusals, engines), tlsOpened);
            server.getScheduledPool().scheduleWithFixedDelay(door::look, TLS_AGAIN_SECONDS, TLS_AGAIN_SECONDS, TimeUnit.SECONDS);
            backlogs = new Backlogs(server.getPostOffice(), server.getScheduledPool(), settings.backlogMessages(), refusals);
            server.getMonitor().addCallback((usable, total, enough, type) -> disk(usable, enough, settings.minFreeDiskBytes()));
        } catch (Exception e) {
            server.stop();
            throw e;
        }
    }

    /** From Artemis' timer, every five seconds. */
    private void disk(long usableBytes, boolean enough, long wantedBytes) {
        if (enough == diskLow) {
            diskLow = !enough;
            if (diskLow) {
                LOG.error("MQTT publishers get no acknowledgement: {} MB free on the disk, at least {} MB are wanted; free some space", usableBytes >> 20, wantedBytes >> 20);
            } else {
                LOG.info("MQTT publishers are acknowledged again: {} MB free on the disk", usableBytes >> 20);
            }
        }
    }

    private static Configuration configuration(BrokerSettings settings) {
        Path folder = settings.folder();
        ConfigurationImpl config = new ConfigurationImpl();
        config.setName("gemello");
        config.setResolveProtocols(false);
        config.setJMXManagementEnabled(false);
        config.setPersistenceEnabled(true);
        config.setJournalType(JournalType.NIO);
        config.setJournalDirectory(folder.resolve("journal").toString());
        config.setBindingsDirectory(folder.resolve("bindings").toString());
        config.setPagingDirectory(folder.resolve("pages").toString());
        config.setLargeMessagesDirectory(folder.resolve("large").toString());
        config.setJournalDatasync(true);
        config.setJournalSyncTransactional(true);
        config.setJournalSyncNonTransactional(true);
        config.setJournalFileSize(JOURNAL_FILE_BYTES);
        config.setJournalMinFiles(2);
        config.setJournalPoolFiles(4);
        config.setJournalBufferSize_NIO(JOURNAL_BUFFER_BYTES);
        config.setThreadPoolMaxSize(POOL_THREADS);
        config.setScheduledThreadPoolMaxSize(TIMER_THREADS);
        config.setGlobalMaxSize(settings.memoryBytes());
        config.setMinDiskFree(settings.minFreeDiskBytes());
        config.setMaxDiskUsage(-1);
        config.setCriticalAnalyzer(false);
        config.setCriticalAnalyzerPolicy(CriticalAnalyzerPolicy.LOG);
        config.setMessageCounterEnabled(false);
        config.setSecurityEnabled(true);
        // Artemis keeps what SignIn answered this long, 10 s by default; a user who was removed is promised to be out sooner.
        config.setSecurityInvalidationInterval(SIGN_IN_KEPT_MILLIS);
        // Artemis' second door: nobody has this password, not even this process.
        config.setClusterUser("$cluster");
        config.setClusterPassword(UUID.randomUUID().toString());
        // Names with $ cannot be published to or subscribed to by any client.
        config.setManagementAddress(SimpleString.of("$sys.management"));
        config.setManagementNotificationAddress(SimpleString.of("$sys.notifications"));
        return config;
    }

    /** No port of its own: {@link MqttPort} has it and hands the connections over, as a web server would. */
    private static Map<String, Object> acceptor(BrokerSettings settings) {
        return Map.of(TransportConstants.HTTP_UPGRADE_ENABLED_PROP_NAME, true,
            TransportConstants.PROTOCOLS_PROP_NAME, "MQTT",
            TransportConstants.REMOTING_THREADS_PROPNAME, 1,
            TransportConstants.USE_EPOLL_PROP_NAME, false,
            TransportConstants.USE_KQUEUE_PROP_NAME, false,
            TransportConstants.HANDSHAKE_TIMEOUT, HANDSHAKE_SECONDS,
            TransportConstants.CONNECTIONS_ALLOWED, (long) settings.maxConnections(),
            "maximumPacketSize", settings.maxPacketBytes(),
            "defaultMqttSessionExpiryInterval", settings.sessionExpirySeconds());
    }

    private static AddressSettings queues(BrokerSettings settings) {
        return new AddressSettings()
            .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
            .setMaxSizeBytes(settings.memoryBytes())
            .setPageSizeBytes(PAGE_BYTES)
            .setPageLimitBytes(settings.queueDiskBytes())
            .setPageFullMessagePolicy(PageFullMessagePolicy.FAIL)
            .setDiskFullMessagePolicy(DiskFullMessagePolicy.FAIL)
            // Artemis gives a message up after ten deliveries; a subscriber that was restarted ten times must still get it.
            .setMaxDeliveryAttempts(-1)
            .setAutoCreateDeadLetterResources(false)
            .setAutoCreateExpiryResources(false)
            .setAutoCreateAddresses(true)
            .setAutoDeleteAddresses(true)
            .setAutoDeleteAddressesDelay(FORGET_TOPIC_MILLIS)
            .setAutoDeleteQueues(false);
    }

    /** The port that is really open. */
    int port() {
        return port.number();
    }

    TlsDoor door() {
        return door;
    }

    Traffic traffic() {
        return traffic;
    }

    int connections() {
        return server.getConnectionCount();
    }

    Backlogs backlogs() {
        return backlogs;
    }

    boolean diskFull() {
        return server.getPagingManager() != null && server.getPagingManager().isDiskFull();
    }

    /** Why the broker gave up, or null while it works. */
    String failure() {
        return failure != null ? failure : server.isStarted() ? null : "it has stopped";
    }

    @Override
    public void close() throws Exception {
        port.shut();
        door.shut();
        backlogs.close();
        server.stop();
        port.close();
        door.close();
        // Netty's last thread ends by itself a second after its last work.
        GlobalEventExecutor.INSTANCE.awaitInactivity(5, TimeUnit.SECONDS);
    }
}
