package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import io.gemello.api.adapter.Intake;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** A configured MQTT adapter. */
@Designate(ocd = MqttAdapterComponent.Config.class, factory = true)
@Component(service = CatalogueListener.class, immediate = true, configurationPid = "io.gemello.adapter.mqtt", configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class MqttAdapterComponent implements CatalogueListener {
    @ObjectClassDefinition(name = "MQTT adapter", description = "Takes readings from an MQTT broker: the embedded one or any other. One instance is one adapter of points.csv.")
    @interface Config {
        @AttributeDefinition(name = "Name", description = "As it stands in the column adapter of points.csv; empty: the last part of the configuration's name")
        String name() default "";

        @AttributeDefinition(name = "Broker", description = "tcp://HOST:PORT or ssl://HOST:PORT; empty: the embedded broker")
        String uri() default "";

        @AttributeDefinition(name = "MQTT version", description = "That the broker speaks", options = {@Option(label = "5", value = "5"), @Option(label = "3.1.1", value = "3")})
        int version() default 5;

        @AttributeDefinition(name = "User", description = "Who signs in at the broker; empty: nobody, or at the embedded broker this runtime")
        String user() default "";

        @AttributeDefinition(name = "Password file", description = "File of mode 600 that holds the password; relative to the data folder")
        String password_file() default "";

        @AttributeDefinition(name = "TLS authorities", description = "PEM file with the certificates of the authority that signed the broker's certificate; relative to the data folder; empty: those that Java trusts. The uri begins with ssl://")
        String tls_ca() default "";

        @AttributeDefinition(name = "TLS certificate", description = "PEM file with this client's certificate, where the broker asks for one")
        String tls_cert() default "";

        @AttributeDefinition(name = "TLS key", description = "PEM file with its private key, without pass phrase, mode 600")
        String tls_key() default "";

        @AttributeDefinition(name = "Client id", description = "Stable and unique at the broker; empty: gemello-NAME")
        String client_id() default "";

        @AttributeDefinition(name = "Topic filters", description = "Separated by commas; empty: everything of the embedded broker, the topics of points.csv of another")
        String subscribe() default "";

        @AttributeDefinition(name = "Source time", description = "What a number at a time path means",
            options = {@Option(label = "by its size: seconds or milliseconds", value = "auto"), @Option(label = "milliseconds since 1970", value = "ms"), @Option(label = "seconds since 1970", value = "s"), @Option(label = "nothing: ISO-8601 text only", value = "iso")})
        String sourceTime() default "auto";

        @AttributeDefinition(name = "Session expiry [s]", description = "How long another broker is asked to keep the session while the adapter is away", min = "0")
        long session_expiry_seconds() default 604_800;

        @AttributeDefinition(name = "Messages in flight", description = "Under way and not yet durable, 1 to 65535", min = "1", max = "65535")
        int receive_maximum() default 1000;

        @AttributeDefinition(name = "Largest payload [bytes]", description = "Larger payloads are counted and let go", min = "1")
        int max_payload_bytes() default 65_536;

        @AttributeDefinition(name = "Shown as", description = "How the web console lists this instance; {name} stands for the name above")
        String webconsole_configurationFactory_nameHint() default "MQTT adapter {name}";
    }

    /** MQTT 5, 4.7.1. */
    private static final Pattern FILTER = Pattern.compile("(([^+#/]*|\\+)/)*([^+#/]*|\\+|#)");

    private final BrokerAccess access;
    private final MqttAdapter adapter;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    volatile LocalBroker localBroker;
    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC)
    private volatile TlsFiles tlsFiles;
    /** Of times without a zone in payloads; null until a site is applied. */
    private volatile ZoneId zone;

    @Activate
    public MqttAdapterComponent(@Reference Intake intake, BundleContext context, Config config, Map<String, Object> properties) {
        String name = name(config.name(), String.valueOf(properties.get("service.pid")));
        String pid = "io.gemello.adapter.mqtt-" + name;
        access = new BrokerAccess(pid, "adapter." + name, config.uri(), config.user(), BrokerAccess.file(context, config.password_file()),
            config.client_id().isBlank() ? "gemello-" + name : config.client_id(), config.version(), config.session_expiry_seconds(), config.receive_maximum(),
            new TlsPaths(config.tls_cert(), config.tls_key(), config.tls_ca()));
        List<String> subscribe = filters(pid, config.subscribe());
        if (subscribe.isEmpty() && access.embedded()) {
            subscribe = List.of("#");
        }
        if (config.max_payload_bytes() < 1) {
            throw new IllegalArgumentException(pid + ": max.payload.bytes must be positive");
        }
        adapter = new MqttAdapter(new MqttAdapter.Settings(name, access.where(), access.embedded(), subscribe, SourceTime.Form.of(pid, config.sourceTime()), config.max_payload_bytes(),
            BrokerAccess.file(context, "adapters/" + name + ".dropped")),
            intake, () -> access.target(localBroker, tlsFiles), LinkKeeper::paho, this::zone);
    }

    /** Nothing is read before the site has said in which zone its times are. */
    @Override
    public void applied(Catalogue now) {
        boolean first = zone == null;
        zone = now.site().zone();
        if (first) {
            adapter.start();
        }
    }

    ZoneId zone() {
        return zone;
    }

    private static List<String> filters(String pid, String configured) {
        List<String> filters = Arrays.stream(configured.split(",")).map(String::strip).filter(filter -> !filter.isEmpty()).toList();
        for (String filter : filters) {
            if (!FILTER.matcher(filter).matches()) {
                throw new IllegalArgumentException(pid + ": subscribe: '" + filter + "' is no topic filter; + stands for a whole level, # for all that follow and only at the end");
            }
        }
        return filters;
    }

    /** File io.gemello.adapter.mqtt-hall.cfg has the PID io.gemello.adapter.mqtt~hall. */
    static String name(String configured, String pid) {
        if (!configured.isBlank()) {
            return configured.strip();
        }
        int last = Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('-'));
        if (last < 0) {
            throw new IllegalArgumentException("io.gemello.adapter.mqtt: an adapter needs a name: set name, or call the file io.gemello.adapter.mqtt-NAME.cfg");
        }
        return pid.substring(last + 1);
    }

    @Deactivate
    void stop() {
        adapter.close();
        access.close(tlsFiles);
    }
}
