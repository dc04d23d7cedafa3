package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.health.Metrics;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleContext;

class IpmiAdapterTest {
    @TempDir
    private Path folder;
    private final Map<String, Object> config = new HashMap<>();
    private final Map<String, String> framework = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private volatile RecordingIntake session;

    @Test
    void aLiveAdapterStartsStopsAndStartsAgain() throws Exception {
        FakeIpmitool ipmitool = new FakeIpmitool(folder);
        framework.put("gemello.data", folder.toString());
        config.putAll(Map.of("hosts", new String[] {"good1"}, "user", "admin", "password_file", "password", "command", ipmitool.program().toString()));
        for (int round = 0; round < 2; round++) {
            IpmiAdapter adapter = activate(null);
            Until.holds("samples", () -> session.samples().size() == 2);
            Until.holds("counted", () -> metrics(adapter).contains("gemello_ipmi_scans_total 1.0 [adapter, hall, result, answered]"));
            assertTrue(metrics(adapter).contains("gemello_ipmi_lines_total 2.0 [adapter, hall, said, reading]"), metrics(adapter).toString());
            adapter.stop();
            assertTrue(session.closed());
        }
        String description = "hall ipmi " + ipmitool.program() + ", every 60 s";
        assertEquals(List.of(description, description), opened);
    }

    @Test
    void aRecordingIsPlayedInsteadOfLiveScans() throws Exception {
        Path recordings = Files.createDirectory(folder.resolve("day"));
        Files.writeString(recordings.resolve("a-2025-06-03.txt"), "Timestamp: 2025-06-03 00:00:01 UTC\nT | 1 Volts | ok\n");
        framework.putAll(Map.of("gemello.replay.dir", recordings.toString(), "gemello.replay.speed", "max"));
        List<Long> clock = new CopyOnWriteArrayList<>();
        IpmiAdapter adapter = activate(clock::add);
        Until.holds("played", () -> session.samples().size() == 1);
        assertEquals(List.of(1_748_908_801_000_000_000L), clock);
        RecordingIntake first = session;
        IpmiAdapter second = activate("rack", clock::add);
        assertEquals(State.MISCONFIGURED, session.status().state());
        assertTrue(session.status().message().startsWith("adapter hall plays the recordings already"), session.status().message());
        second.stop();
        adapter.stop();
        assertTrue(first.closed());
        IpmiAdapter third = activate("rack", clock::add);
        Until.holds("played again", () -> session.samples().size() == 1);
        third.stop();
    }

    /** The clock's service may come after the adapter's other references; the component is then made anew with it. */
    @Test
    void aReplayWithoutItsClockWaitsAndScansNothing() {
        framework.putAll(Map.of("gemello.replay.dir", folder.toString(), "gemello.replay.speed", "max"));
        IpmiAdapter adapter = activate(null);
        assertEquals(State.STARTING, session.status().state());
        adapter.stop();
    }

    @Test
    void aWrongConfigurationIsTheStatusAndTheAdapterStaysToTellIt() {
        IpmiAdapter adapter = activate(null);
        assertEquals(State.MISCONFIGURED, session.status().state());
        assertTrue(session.status().message().startsWith("no hosts"), session.status().message());
        adapter.stop();
    }

    @Test
    void theInstanceIsNamedByItsConfigurationOrItsFile() {
        assertEquals("rack", InstanceName.of(" rack ", Map.of("service.pid", "io.gemello.adapter.ipmi~hall")));
        assertEquals("hall", InstanceName.of("", Map.of("service.pid", "io.gemello.adapter.ipmi~hall")));
        assertEquals("ipmi", InstanceName.of("", Map.of()));
    }

    private IpmiAdapter activate(ReplayClock replayClock) {
        return activate("hall", replayClock);
    }

    private IpmiAdapter activate(String instance, ReplayClock replayClock) {
        session = new RecordingIntake();
        BundleContext bundle = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> framework.get((String) args[0]));
        SiteClock clock = (SiteClock) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {SiteClock.class}, (proxy, method, args) -> 1L);
        IpmiAdapter.Config settings = (IpmiAdapter.Config) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {IpmiAdapter.Config.class},
                (proxy, method, args) -> config.getOrDefault(method.getName(), method.getDefaultValue()));
        return new IpmiAdapter(bundle, settings, Map.of("service.pid", "io.gemello.adapter.ipmi~" + instance), who -> {
            opened.add(who.name() + " " + who.type() + " " + who.description());
            return session;
        }, clock, replayClock, null);
    }

    private static List<String> metrics(IpmiAdapter adapter) {
        List<String> said = new ArrayList<>();
        adapter.collect(new Metrics() {
            @Override
            public void counter(String name, String help, double value, String... labels) {
                said.add(name + " " + value + " " + List.of(labels));
            }

            @Override
            public void gauge(String name, String help, double value, String... labels) {
                said.add(name + " " + value + " " + List.of(labels));
            }
        });
        return said;
    }
}
