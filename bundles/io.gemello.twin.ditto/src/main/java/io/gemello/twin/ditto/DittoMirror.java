package io.gemello.twin.ditto;

import io.gemello.api.access.Audit;
import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.CatalogueListener;
import io.gemello.api.health.Health;
import io.gemello.api.health.HealthCheck;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.http.SocketEndpoint;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The site's things in an Eclipse Ditto that runs elsewhere. Without a configuration there is none. */
@Component(immediate = true, configurationPid = "io.gemello.twin.ditto", configurationPolicy = ConfigurationPolicy.REQUIRE, service = {CatalogueListener.class, HealthCheck.class, MetricSource.class})
@Designate(ocd = DittoMirror.Config.class)
public final class DittoMirror implements CatalogueListener, HealthCheck, MetricSource {
    /** What an operator may set. */
    @ObjectClassDefinition(name = "Mirror in an Eclipse Ditto", description = "Keeps the site's things in a Ditto that runs elsewhere, too")
    @interface Config {
        @AttributeDefinition(name = "URL", description = "Of the other Ditto, e.g. wss://ditto.example.org.")
        String url() default "";

        @AttributeDefinition(name = "User", description = "As whom the mirror signs in there (Basic).")
        String user() default "";

        @AttributeDefinition(name = "Password file", description = "Holds the password and nothing else, mode 600; a relative path begins in the data folder. Empty: the environment variable below.")
        String password_file() default "";

        @AttributeDefinition(name = "Password variable", description = "Environment variable that holds the password, where no file is given.")
        String password_variable() default "GEMELLO_DITTO_PASSWORD";

        @AttributeDefinition(name = "Authority", description = "PEM file with the authority that signed the other Ditto's certificate; a relative path begins in the data folder. Empty: those that Java trusts.")
        String tls_ca() default "";

        @AttributeDefinition(name = "Namespace", description = "Of the things there. Empty: the site's own.")
        String namespace() default "";

        @AttributeDefinition(name = "Policy", description = "Under which things are made there; it is made where it is missing. Empty: <namespace>:site.")
        String policy() default "";

        @AttributeDefinition(name = "Readers", description = "Subjects that a policy that is made lets read, separated by commas, e.g. nginx:dashboard.")
        String readers() default "";

        @AttributeDefinition(name = "Interval [ms]", description = "Least time between two changes of a thing; what happens meanwhile goes out as one.")
        int interval_ms() default 1000;

        @AttributeDefinition(name = "Rate [commands/s]", description = "That the other Ditto is sent at most.")
        int rate_per_s() default 200;

        @AttributeDefinition(name = "Lanes", description = "Things that are copied at the same time.")
        int lanes() default 8;

        @AttributeDefinition(name = "Timeout [s]", description = "Of connecting, and of each answer.")
        int timeout_s() default 20;

        @AttributeDefinition(name = "Removed things", description = "What happens there to a thing that is deleted here.",
            options = {@Option(label = "keep", value = "keep"), @Option(label = "delete", value = "delete")})
        String removed() default "keep";

        @AttributeDefinition(name = "Back", description = "What the users there may do to the things here, as far as policies here let the subject " + Mirror.SUBJECT + ".",
            options = {@Option(label = "none", value = "none"), @Option(label = "desired", value = "desired"), @Option(label = "messages", value = "messages"), @Option(label = "all", value = "all")})
        String back() default "none";
    }

    private static final Logger LOG = LoggerFactory.getLogger(DittoMirror.class);
    private final MirrorState state;
    private final Mirror mirror;

    @Reference(cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile Audit audit;

    @Activate
    public DittoMirror(BundleContext context, Config config) {
        Target target = target(config, Path.of(context.getProperty("gemello.data") == null ? "" : context.getProperty("gemello.data")));
        if (config.interval_ms() < 0 || config.rate_per_s() < 1 || config.lanes() < 1) {
            throw new IllegalArgumentException("rate.per.s and lanes of the mirror must be at least 1, interval.ms at least 0");
        }
        if (target.inClear()) {
            LOG.warn("the mirror's password goes to {} in clear: use wss://", target.url());
        }
        state = new MirrorState(target.url().toString(), System::nanoTime);
        mirror = new Mirror(target, new Mirror.Effort(Duration.ofMillis(config.interval_ms()), config.rate_per_s(), config.lanes()), () -> audit, state);
        mirror.start();
    }

    /** @param data the data folder, in which relative paths begin */
    private static Target target(Config config, Path data) {
        if (config.timeout_s() < 1) {
            throw new IllegalArgumentException("timeout.s of the mirror must be at least 1");
        }
        if (!List.of("keep", "delete").contains(config.removed())) {
            throw new IllegalArgumentException("removed of the mirror is '" + config.removed() + "': it must be keep or delete");
        }
        Target.Back back;
        URI url;
        try {
            back = Target.Back.valueOf(config.back().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("back of the mirror is '" + config.back() + "': it must be none, desired, messages or all", unknown);
        }
        try {
            url = URI.create(config.url().strip());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("url of the mirror is no URL: it must be that of the other Ditto, e.g. wss://ditto.example.org", wrong);
        }
        return new Target(url, config.user().strip(), new Secret(config.password_file().isBlank() ? null : data.resolve(config.password_file().strip()), config.password_variable()),
            config.tls_ca().isBlank() ? null : data.resolve(config.tls_ca().strip()), config.namespace().strip(), config.policy().strip(),
            Arrays.stream(config.readers().split(",")).map(String::strip).filter(reader -> !reader.isEmpty()).toList(), config.removed().equals("delete"), back, Duration.ofSeconds(config.timeout_s()));
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindSocket(SocketEndpoint endpoint) {
        if (endpoint.path().equals(Mirror.SOCKET)) {
            mirror.twin(endpoint);
        }
    }

    void unbindSocket(SocketEndpoint endpoint) {
        mirror.leaves(endpoint);
    }

    @Deactivate
    void close() {
        mirror.close();
    }

    @Override
    public void applied(Catalogue now) {
        mirror.site(now.site());
    }

    @Override
    public List<Health> check() {
        return List.of(state.health());
    }

    @Override
    public void collect(Metrics to) {
        state.collect(to);
    }
}
