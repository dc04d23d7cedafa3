package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.adapter.TopicSubscriber;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;

/** Hears orders for actuators that this runtime plays, and has the right to nothing else. */
@Designate(ocd = PublisherConfig.class)
@Component(immediate = true, configurationPid = "io.gemello.adapter.mqtt.actuators", property = TopicSubscriber.PURPOSE + "=actuators")
public final class CommandSubscriberComponent implements TopicSubscriber {
    private final PublisherLink link;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile LocalBroker localBroker;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TlsFiles tlsFiles;

    @Activate
    public CommandSubscriberComponent(BundleContext context, PublisherConfig config) {
        link = new PublisherLink("actuators", context, config, LocalBroker::actuators, () -> localBroker, () -> tlsFiles);
    }

    /** After the constructor: only now the references that come and go are there. */
    @Activate
    void start() {
        link.start();
    }

    @Override
    public Subscription subscribe(String topic, Consumer<byte[]> receiver) {
        return link.subscribe(topic, receiver);
    }

    @Deactivate
    void stop() {
        link.stop();
    }
}
