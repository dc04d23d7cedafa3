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

/** Publishes for other parts of the runtime, such as the simulator; never orders to actuators. */
@Designate(ocd = PublisherConfig.class)
@Component(immediate = true, configurationPid = "io.gemello.adapter.mqtt.publisher", property = TopicPublisher.PURPOSE + "=publisher")
public final class TopicPublisherComponent implements TopicPublisher {
    private final PublisherLink link;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile LocalBroker localBroker;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TlsFiles tlsFiles;

    @Activate
    public TopicPublisherComponent(BundleContext context, PublisherConfig config) {
        link = new PublisherLink("publisher", context, config, broker -> new LocalBroker.Account(broker.user(), broker.secret()), () -> localBroker, () -> tlsFiles);
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
