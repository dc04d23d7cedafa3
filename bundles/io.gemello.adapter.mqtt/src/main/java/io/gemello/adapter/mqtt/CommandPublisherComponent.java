package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.adapter.TopicPublisher;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Publishes orders to actuators, and has the right to nothing else: apart from telemetry in connection, client id and credentials. */
@Designate(ocd = PublisherConfig.class)
@Component(immediate = true, configurationPid = "io.gemello.adapter.mqtt.commands", property = TopicPublisher.PURPOSE + "=commands")
public final class CommandPublisherComponent implements TopicPublisher {
    private final PublisherLink link;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile LocalBroker localBroker;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TlsFiles tlsFiles;

    @Activate
    public CommandPublisherComponent(BundleContext context, PublisherConfig config) {
        link = new PublisherLink("commands", context, config, LocalBroker::commands, () -> localBroker, () -> tlsFiles);
    }

    /** After the constructor: only now the references that come and go are there. */
    @Activate
    void start() {
        link.start();
    }

    @Override
    public CompletionStage<Void> publish(String topic, byte[] payload, int qos) {
        return link.publish(topic, payload, qos);
    }

    @Deactivate
    void stop() {
        link.stop();
    }
}
