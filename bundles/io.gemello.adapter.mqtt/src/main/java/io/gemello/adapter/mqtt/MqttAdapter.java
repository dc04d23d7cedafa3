package io.gemello.adapter.mqtt;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured instance: a connection, what it subscribes, and the way of its messages to the intake. */
final class MqttAdapter implements AutoCloseable, LinkKeeper.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(MqttAdapter.class);
    private static final int UNMAPPED_BINDINGS = 10_000;
    private static final int HEX_BYTES = 64;

    /**
     * @param where the broker, for people
     * @param subscribe filters; empty for the topics that the site wants
     * @param memory file for what must be known over a restart; null for none
     * @param maxPayloadBytes larger ones are counted and let go at once: {@code receiveMaximum} of them may be in memory
     */
    record Settings(String name, String where, boolean embedded, List<String> subscribe, SourceTime.Form sourceTime, int maxPayloadBytes, Path memory) {}

    private final Settings settings;
    private final IntakeSession session;
    private final Losses losses;
    private final PayloadReader payloads;
    private final Pump pump;
    private final LinkKeeper keeper;
    private volatile TopicMap topics = TopicMap.of(Set.of(), address -> null);
    /** Of topics that nobody mapped; the intake thread's. */
    private final Map<String, Binding> unmapped = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Binding> eldest) {
            return size() > UNMAPPED_BINDINGS;
        }
    };
    /** What the standing session is subscribed to; the keeper's thread's. */
    private final Set<String> subscribed = new HashSet<>();
    private boolean hadSession;
    private String complaint = "";
    private final DropWatch drops;

    MqttAdapter(Settings settings, Intake intake, LinkKeeper.Targets target, LinkKeeper.Opener opener, Supplier<ZoneId> zone) {
        this.settings = settings;
        session = intake.open(new AdapterInfo(settings.name(), "mqtt", settings.where()));
        losses = new Losses(session, settings.name(), System::nanoTime);
        drops = new DropWatch(settings.name(), settings.where(), new BrokerDrops(settings.memory(), settings.where()), losses, System::nanoTime);
        payloads = new PayloadReader(new SourceTime(settings.sourceTime(), zone), losses);
        keeper = new LinkKeeper(settings.name(), target, opener, this);
        pump = new Pump(settings.name(), session, this::read, messages -> keeper.later(link -> acknowledge(link, messages)), this::trouble, losses);
    }

    void start() {
        session.onWanted(this::wanted);
        pump.start();
        keeper.start();
    }

    /** From the core's thread. */
    private void wanted(Set<String> addresses) {
        TopicMap now = TopicMap.of(addresses, session::bind);
        topics = now;
        now.refused().values().forEach(why -> LOG.warn("adapter {}: address {}", settings.name(), why));
        keeper.later(link -> subscribe(link, now));
    }

    private void subscribe(MqttLink link, TopicMap map) throws MqttLink.Refused {
        Set<String> filters = settings.subscribe().isEmpty() ? map.topics() : Set.copyOf(settings.subscribe());
        Set<String> fresh = new HashSet<>(filters);
        fresh.removeAll(subscribed);
        Set<String> gone = new HashSet<>(subscribed);
        gone.removeAll(filters);
        link.unsubscribe(gone);
        subscribed.removeAll(gone);
        complaint = map.refused().isEmpty() ? "" : map.refused().size() + " addresses cannot be fed, the first: " + map.refused().values().iterator().next();
        try {
            link.subscribe(fresh);
            subscribed.addAll(fresh);
        } catch (MqttLink.Refused e) {
            if (!e.misconfigured()) {
                throw e;
            }
            complaint = e.getMessage();
        }
        healthy();
    }

    private static void acknowledge(MqttLink link, List<MqttLink.Incoming> messages) {
        for (MqttLink.Incoming message : messages) {
            if (message.from() == link) {
                link.acknowledge(message);
            }
        }
    }

    @Override
    public void connected(MqttLink link, boolean sessionPresent) throws MqttLink.Refused {
        if (hadSession && !sessionPresent) {
            session.lost("gap", 1);
            LOG.warn("adapter {}: {} has forgotten this client's session: what was published meanwhile is lost; let it keep sessions on disk (mosquitto: persistence true) and longer", settings.name(), settings.where());
        }
        if (!sessionPresent || !hadSession) {
            subscribed.clear();
        }
        hadSession = true;
        LOG.info("adapter {}: connected to {}", settings.name(), settings.where());
        subscribe(link, topics);
        if (!settings.embedded()) {
            drops.ask(link);
        }
    }

    @Override
    public void everyMinute() {
        if (!settings.embedded() && drops.minute()) {
            healthy();
        }
    }

    @Override
    public void lost(String why) {
        if (!settings.embedded()) {
            LOG.info("adapter {}: until it is back, {} keeps what comes only up to its own queue limit (a stock mosquitto 1,000 messages: max_queued_messages)", settings.name(), settings.where());
        }
    }

    @Override
    public void status(AdapterStatus now) {
        session.status(now);
    }

    private void healthy() {
        String wrong = complaint.isEmpty() ? drops.complaint() : complaint;
        status(wrong.isEmpty() ? new AdapterStatus(AdapterStatus.State.CONNECTED, "") : new AdapterStatus(AdapterStatus.State.DEGRADED, wrong));
    }

    private void trouble(Throwable failure) {
        keeper.later(link -> {
            if (failure == null) {
                healthy();
            } else {
                status(new AdapterStatus(AdapterStatus.State.DEGRADED, "what comes cannot be stored (" + failure.getMessage() + "): nothing is acknowledged until it can"));
            }
        });
    }

    /** On the client's callback thread. */
    @Override
    public void arrived(MqttLink.Incoming message) {
        if (!settings.embedded() && message.topic().equals(BrokerDrops.TOPIC)) {
            keeper.later(link -> {
                if (drops.told(message.payload())) {
                    healthy();
                }
            });
            if (message.qos() == 0 && topics.at(message.topic()).isEmpty()) {
                return;
            }
        }
        if (message.payload().length <= settings.maxPayloadBytes()) {
            pump.arrived(message);
            return;
        }
        losses.count("oversized", message.topic(), "the payload has " + message.payload().length + " bytes, more than max.payload.bytes = " + settings.maxPayloadBytes() + ": no value taken");
        if (message.qos() > 0) {
            keeper.later(link -> acknowledge(link, List.of(message)));
        }
    }

    /** On the intake thread. */
    private void read(MqttLink.Incoming message, Consumer<Sample> to) {
        List<TopicMap.Value> values = topics.at(message.topic());
        if (!values.isEmpty()) {
            payloads.read(message.topic(), message.payload(), values, to);
        } else if (message.payload().length > 0) {
            Binding binding = unmapped.computeIfAbsent(message.topic(), session::bind);
            to.accept(new Sample(binding, preview(message.payload()), null, Sample.NO_TIME));
        }
    }

    private static String preview(byte[] payload) {
        String text = PayloadReader.text(payload);
        return text != null ? PayloadReader.bounded(text)
            : "0x" + java.util.HexFormat.of().formatHex(payload, 0, Math.min(HEX_BYTES, payload.length)) + (payload.length > HEX_BYTES ? "…" : "");
    }

    /** What is durable is acknowledged first; the rest comes again to the one that follows. */
    @Override
    public void close() {
        pump.close();
        keeper.close();
        session.close();
    }
}
