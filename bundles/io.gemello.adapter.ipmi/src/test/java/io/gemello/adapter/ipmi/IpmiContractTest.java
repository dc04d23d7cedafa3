package io.gemello.adapter.ipmi;

import io.gemello.api.adapter.Intake;
import io.gemello.testkit.AdapterContract;
import io.gemello.testkit.AdapterTrial;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Settings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;

/** What every adapter keeps to, of live scans by a real child process. */
class IpmiContractTest implements AdapterContract {
    @Override
    public AdapterTrial trial(Path folder) throws IOException {
        return new Server(folder);
    }

    /** A management controller with one temperature. */
    private static final class Server implements AdapterTrial {
        private final Path folder;
        private final FakeIpmitool ipmitool;
        private double said;

        Server(Path folder) throws IOException {
            this.folder = folder;
            ipmitool = new FakeIpmitool(folder);
            say(20);
        }

        @Override
        public String name() {
            return "hall";
        }

        @Override
        public String address() {
            return "says1/CPU 1 Temp";
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            return activate(intake, Map.of());
        }

        private AutoCloseable activate(Intake intake, Map<String, ?> other) {
            Map<String, Object> config = new HashMap<>(Map.of("hosts", new String[] {"says1"}, "user", "admin", "password.file", "password",
                "command", ipmitool.program().toString(), "interval.seconds", 1));
            config.putAll(other);
            BundleContext bundle = (BundleContext) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {BundleContext.class},
                (proxy, method, args) -> "gemello.data".equals(args[0]) ? folder.toString() : null);
            return new IpmiAdapter(bundle, Settings.of(IpmiAdapter.Config.class, config), Map.of("service.pid", "io.gemello.adapter.ipmi~" + name()),
                intake, new FakeClock(1_750_000_000_000_000_000L), null, null)::stop;
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of(wrong("hosts", new String[0]), wrong("hosts", new String[] {"a;b"}), wrong("user", "-Uroot"), wrong("interface", "lan -x"),
                wrong("password.file", ""), wrong("password.file", "nowhere"), wrong("command", " "), wrong("command", "/nowhere/ipmitool"), wrong("extra.args", new String[] {"-Psecret"}),
                wrong("interval.seconds", 0), wrong("timeout.seconds", 0), wrong("max.parallel", -1));
        }

        private Misconfigured wrong(String key, Object value) {
            return new Misconfigured(key, intake -> activate(intake, Map.of(key, value)));
        }

        @Override
        public void say(double value) throws IOException {
            said = value;
            ipmitool.says(("CPU 1 Temp       | " + value + " degrees C   | ok\n").getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void away() throws IOException {
            ipmitool.says(null);
        }

        @Override
        public void hang() throws Exception {
            ipmitool.hangs();
        }

        @Override
        public void back() throws IOException {
            say(said);
        }

        @Override
        public Map<String, Step> rubbish() {
            return Map.of(
                "nothing", () -> ipmitool.says(new byte[0]),
                "a stack trace", () -> ipmitool.says("Traceback (most recent call last):\n  File \"x\"\n".getBytes(StandardCharsets.UTF_8)),
                "a value that is no number", () -> ipmitool.says("CPU 1 Temp | banana degrees C | ok\n".getBytes(StandardCharsets.UTF_8)),
                "bytes that are no text", () -> ipmitool.says(new byte[] {(byte) 0xff, (byte) 0xfe, 0, '|', 0, '|', 13, 10}),
                "a line of a megabyte", () -> ipmitool.says("x | ".repeat(250_000).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public void close() {
            // A file is all there is.
        }
    }
}
