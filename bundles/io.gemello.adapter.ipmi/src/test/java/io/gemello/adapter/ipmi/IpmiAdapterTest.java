package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus.State;
import io.gemello.api.clock.ReplayClock;
import io.gemello.api.health.Metrics;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.FakeIntake;
import io.gemello.testkit.Settings;
import io.gemello.testkit.Until;
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
    private FakeIntake intake = new FakeIntake();

    @Test
    void aLiveAdapterStartsStopsAndStartsAgain() throws Exception {
        FakeIpmitool ipmitool = new FakeIpmitool(folder);
        framework.put("gemello.data", folder.toString());
        config.putAll(Map.of("hosts", new String[] {"good1"}, "user", "admin", "password.file", "password", "command", ipmitool.program().toString()));
        for (int round = 0; round < 2; round++) {
            IpmiAdapter adapter = activate(null);
            Until.holds("samples", () -> intake.samples().size() == 2);
            Until.holds("counted", () -> metrics(adapter).contains("gemello_ipmi_scans_total 1.0 [adapter, hall, result, answered]"));
            assertTrue(metrics(adapter).contains("gemello_ipmi_lines_total 2.0 [adapter, hall, said, reading]"), metrics(adapter).toString());
            adapter.stop();
            assertEquals(List.of(new AdapterInfo("hall", "ipmi", ipmitool.program() + ", every 60 s")), intake.opened());
            assertEquals(List.of(), intake.open());
        }
    }

    @Test
    void aRecordingIsPlayedInsteadOfLiveScans() throws Exception {
        Path recordings = Files.createDirectory(folder.resolve("day"));
        Files.writeString(recordings.resolve("a-2025-06-03.txt"), "Timestamp: 2025-06-03 00:00:01 UTC\nT | 1 Volts | ok\n");
        framework.putAll(Map.of("gemello.replay.dir", recordings.toString(), "gemello.replay.speed", "max"));
        List<Long> clock = new CopyOnWriteArrayList<>();
        IpmiAdapter adapter = activate(clock::add);
        Until.holds("played", () -> intake.samples().size() == 1);
        assertEquals(List.of(1_748_908_801_000_000_000L), clock);
        FakeIntake first = intake;
        IpmiAdapter second = activate("rack", clock::add);
        assertEquals(State.MISCONFIGURED, intake.status().state());
        assertTrue(intake.status().message().startsWith("adapter hall plays the recordings already"), intake.status().message());
        second.stop();
        adapter.stop();
        assertEquals(List.of(), first.open());
        IpmiAdapter third = activate("rack", clock::add);
        Until.holds("played again", () -> intake.samples().size() == 1);
        third.stop();
    }

    /** The clock's service may come after the adapter's other references; the component is then made anew with it. */
    @Test
    void aReplayWithoutItsClockWaitsAndScansNothing() {
        framework.putAll(Map.of("gemello.replay.dir", folder.toString(), "gemello.replay.speed", "max"));
        IpmiAdapter adapter = activate(null);
        assertEquals(State.STARTING, intake.status().state());
        adapter.stop();
    }

    @Test
    void aWrongConfigurationIsTheStatusAndTheAdapterStaysToTellIt() {
        IpmiAdapter adapter = activate(null);
        assertEquals(State.MISCONFIGURED, intake.status().state());
        assertTrue(intake.status().message().startsWith("no hosts"), intake.status().message());
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
        intake = new FakeIntake();
        BundleContext bundle = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class}, (proxy, method, args) -> framework.get((String) args[0]));
        return new IpmiAdapter(bundle, Settings.of(IpmiAdapter.Config.class, config), Map.of("service.pid", "io.gemello.adapter.ipmi~" + instance), intake, new FakeClock(1), replayClock, null);
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
