package io.gemello.adapter.__name__;

import com.sun.net.httpserver.HttpServer;
import io.gemello.api.adapter.Intake;
import io.gemello.testkit.AdapterContract;
import io.gemello.testkit.AdapterTrial;
import io.gemello.testkit.FakeClock;
import io.gemello.testkit.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Whatever an adapter must be able to, asked of this one: the tests are those of {@link AdapterContract}. */
class __Name__AdapterTest implements AdapterContract {
    @Override
    public AdapterTrial trial(Path folder) throws IOException {
        return new WebDevice();
    }

    /** A device that says over HTTP what the test tells it to. */
    private static final class WebDevice implements AdapterTrial {
        private final CountDownLatch asked = new CountDownLatch(1);
        /** Null for none, ever. */
        private volatile byte[] answer = "20.0".getBytes();
        private HttpServer server;
        private final int port;

        WebDevice() throws IOException {
            serve(0);
            port = server.getAddress().getPort();
        }

        private void serve(int at) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
            server.createContext("/", exchange -> {
                byte[] now = answer;
                if (now == null) {
                    asked.countDown();
                    return;
                }
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(now);
                exchange.close();
            });
            server.start();
        }

        @Override
        public String name() {
            return "trial";
        }

        @Override
        public String address() {
            return "http://127.0.0.1:" + port + "/value";
        }

        @Override
        public AutoCloseable activate(Intake intake) {
            return activate(intake, 50);
        }

        @Override
        public List<Misconfigured> misconfigured() {
            return List.of(new Misconfigured("interval.ms", intake -> activate(intake, 0)));
        }

        private AutoCloseable activate(Intake intake, int intervalMs) {
            __Name__Adapter.Config config = Settings.of(__Name__Adapter.Config.class, Map.of("interval.ms", intervalMs));
            return new __Name__Adapter(intake, new FakeClock(1_750_000_000_000_000_000L), config, Map.of("service.pid", "io.gemello.adapter.__name__~" + name()))::stop;
        }

        @Override
        public void say(double value) {
            answer = Double.toString(value).getBytes();
        }

        @Override
        public void away() {
            server.stop(0);
        }

        @Override
        public void hang() throws InterruptedException {
            answer = null;
            asked.await();
        }

        @Override
        public void back() throws IOException {
            serve(port);
        }

        @Override
        public Map<String, Step> rubbish() {
            return Map.of(
                "nothing", () -> answer = new byte[0],
                "words", () -> answer = "out of order".getBytes(),
                "bytes that are no text", () -> answer = new byte[] {(byte) 0xff, (byte) 0xfe, 0, 13},
                "a line without end", () -> answer = "x".repeat(10_000_000).getBytes());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
