package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.MetricSource;
import io.gemello.api.health.Metrics;
import io.gemello.api.health.Ready;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Sensors of servers by their management controllers: asks the configured hosts, or plays recordings when the runtime was
 * started with {@code --replay}. It waits for the site, so that nothing is scanned that has no point yet.
 */
@Component(configurationPid = "io.gemello.adapter.ipmi", configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true, service = MetricSource.class)
@Designate(ocd = IpmiAdapter.Config.class, factory = true)
public final class IpmiAdapter implements MetricSource {
    /** What an operator sets; in a .cfg file the underscores of these names are dots. */
    @ObjectClassDefinition(name = "IPMI adapter", description = "Reads the sensors of servers by ipmitool sdr. One instance is one adapter of points.csv.")
    public @interface Config {
        @AttributeDefinition(name = "Name", description = "As it stands in the column adapter of points.csv; empty: the last part of the configuration's name")
        String name() default "";

        @AttributeDefinition(name = "Hosts", description = "Host names or addresses of the management controllers")
        String[] hosts() default {};

        @AttributeDefinition(name = "User", description = "Who signs in at the management controllers")
        String user() default "";

        @AttributeDefinition(name = "Password file", description = "File of mode 600 that holds the password; relative to the data folder")
        String password_file() default "";

        @AttributeDefinition(name = "Interval [s]", description = "From one scan of a host to the next", min = "1")
        int interval_seconds() default 60;

        @AttributeDefinition(name = "Timeout [s]", description = "After this a scan is given up", min = "1")
        int timeout_seconds() default 20;

        @AttributeDefinition(name = "Program", description = "ipmitool, by name or path")
        String command() default "ipmitool";

        @AttributeDefinition(name = "Further options", description = "For the program, before its sdr command")
        String[] extra_args() default {};

        @AttributeDefinition(name = "Interface", description = "How ipmitool speaks to the management controllers", options = {@Option(label = "IPMI 2.0 (lanplus)", value = "lanplus"), @Option(label = "IPMI 1.5 (lan)", value = "lan")})
        String $interface() default "lanplus";

        @AttributeDefinition(name = "Scans at a time", description = "Each is a process of its own", min = "1")
        int max_parallel() default 8;

        @AttributeDefinition(name = "Shown as", description = "How the web console lists this instance; {name} stands for the name above")
        String webconsole_configurationFactory_nameHint() default "IPMI adapter {name}";
    }

    /** Name of the instance that plays the recordings: two would pull the one clock to and fro. */
    private static final AtomicReference<String> PLAYER = new AtomicReference<>();

    private final String name;
    private final IntakeSession session;
    private final LineCounts lines;
    private final ScanCounts scans = new ScanCounts();
    private final LiveScans live;
    private final Replay replay;

    @Activate
    public IpmiAdapter(BundleContext bundle, Config config, Map<String, Object> properties, @Reference Intake intake, @Reference SiteClock clock,
                       @Reference(cardinality = ReferenceCardinality.OPTIONAL, policyOption = ReferencePolicyOption.GREEDY) ReplayClock replayClock,
                       @Reference(target = "(" + Ready.NAME + "=site)") Ready site) {
        name = InstanceName.of(config.name(), properties);
        String folder = bundle.getProperty("gemello.replay.dir");
        session = intake.open(new AdapterInfo(name, "ipmi", folder == null ? config.command() + ", every " + config.interval_seconds() + " s" : "recordings of " + folder));
        lines = new LineCounts(kind -> session.lost(kind.word(), 1));
        LiveScans asking = null;
        Replay playing = null;
        try {
            if (folder == null) {
                asking = new LiveScans(LiveSettings.of(name, config, data(bundle)), clock, session, lines, scans);
                asking.start();
            } else if (replayClock != null) {
                claimReplay();
                playing = new Replay(name, Path.of(folder), Pace.of(bundle.getProperty("gemello.replay.speed")), replayClock, session, lines, scans);
                playing.start();
            } else {
                session.status(new AdapterStatus(State.STARTING, "waits for the replay clock"));
            }
        } catch (IllegalArgumentException e) {
            session.status(new AdapterStatus(State.MISCONFIGURED, e.getMessage()));
        }
        live = asking;
        replay = playing;
    }

    @Deactivate
    void stop() {
        if (live != null) {
            live.close();
        }
        if (replay != null) {
            replay.close();
        }
        PLAYER.compareAndSet(name, null);
        session.close();
    }

    private void claimReplay() {
        if (!PLAYER.compareAndSet(null, name)) {
            throw new IllegalArgumentException("adapter " + PLAYER.get() + " plays the recordings already: under --replay configure one IPMI adapter");
        }
    }

    @Override
    public void collect(Metrics to) {
        for (SdrLine.Kind kind : SdrLine.Kind.values()) {
            to.counter("gemello_ipmi_lines_total", "Lines of ipmitool sdr by what they said", lines.of(kind), "adapter", name, "said", kind.word());
        }
        for (String result : ScanCounts.RESULTS) {
            to.counter("gemello_ipmi_scans_total", "Scans of a host by result", scans.of(result), "adapter", name, "result", result);
        }
        to.gauge("gemello_ipmi_failing_hosts", "Hosts whose last scan failed", live == null ? 0 : live.failingHosts(), "adapter", name);
    }

    private static Path data(BundleContext bundle) {
        String data = bundle.getProperty("gemello.data");
        return Path.of(data == null ? "" : data);
    }
}
