package io.gemello.launcher;

import io.gemello.launcher.trust.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** {@code gemello run}: starts the runtime, says ready, waits for TERM. */
final class RunCommand {
    private final Home home;
    private final RunOptions options;

    RunCommand(Home home, RunOptions options) {
        this.home = home;
        this.options = options;
    }

    int run() throws Exception {
        TlsConfiguration tls = TlsConfiguration.of(options.data());
        Features.Plan plan = new Features().plan(home.features(), options.features()).waitingFor(tls::ready);
        FreePort.require("--port", tls.plainAddress(options.bind()), options.port());
        if (plan.ready().contains("mqtt")) {
            FreePort.require("--mqtt-port", options.bind(), options.mqttPort());
        }
        if ((tls.http() || tls.mqtt()) && BundleCommands.in(home).run("tls", "--quiet", "--data", options.data().toString()) != 0) {
            return 2;
        }
        if (plan.ready().contains("https")) {
            FreePort.require("tls.port (https)", options.bind(), tls.httpPort());
        }
        if (plan.ready().contains("mqtts")) {
            FreePort.require("tls.port (mqtts)", options.bind(), tls.mqttPort());
        }
        DataFolder data = DataFolder.open(options.data());
        boolean terminal = System.console() != null;
        FirstSignIn signIn = FirstSignIn.of(data.hasNoUsers(), terminal, System.getenv("GEMELLO_PASSWORD"));
        data.copyDefaults(home.config().resolve("etc"));
        // Before any class looks: native libraries are unpacked here, and a killed process cannot clean up after itself.
        System.setProperty("java.io.tmpdir", data.folder().resolve("tmp").toString());
        System.setProperty("logback.configurationFile", home.config().resolve("logback.xml").toString());
        System.setProperty("gemello.log", data.folder().resolve("log").toString());
        // Bundles must not find the launcher's own libraries through threads that inherit this loader.
        Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());

        // What speaks before the log bundles are up goes through java.util.logging: a clean start is silent.
        Logger.getLogger("").setLevel(Level.WARNING);

        Trust trust = trust(data.folder());
        Ground ground = Ground.in(data.folder().resolve("deploy"), jar -> trust == null || trust.refusal(jar) == null);
        OsgiRuntime runtime = OsgiRuntime.start(home, plan, ground, properties(data.folder(), tls), signIn.secrets(), trust);
        Farewell farewell = new Farewell(() -> {
            runtime.stop();
            data.close();
        }, Runtime.getRuntime()::halt);
        Runtime.getRuntime().addShutdownHook(new Thread(farewell, "gemello-stop"));
        try {
            OsgiRuntime.Ports ports = runtime.awaitReady();
            data.writeRun(ports);
            sayReady(ports, signIn);
            runtime.awaitStop();
        } catch (Exception failed) {
            farewell.failed();
            throw failed;
        }
        return 0;
    }

    private Trust trust(Path data) throws IOException {
        if (options.trust().isEmpty()) {
            return null;
        }
        try {
            return Trust.of(data.resolve("etc").resolve(options.trust()), home.bundles(), home.digests(), data.resolve("tmp"));
        } catch (IllegalArgumentException wrong) {
            throw new UsageException(wrong.getMessage());
        }
    }

    private Map<String, String> properties(Path data, TlsConfiguration tls) throws IOException {
        Map<String, String> all = new TreeMap<>();
        home.frameworkProperties().forEach((key, value) -> all.put(key.toString(), value.toString().replace("${data}", data.toString())));
        all.put("org.osgi.framework.storage", data.resolve("felix").toString());
        all.put("gemello.data", data.toString());
        all.put("gemello.bundles", home.bundles().toString());
        all.put("gemello.site", options.site().toString());
        all.put("gemello.bind", options.bind());
        all.put("gemello.mqtt.port", Integer.toString(options.mqttPort()));
        all.put("gemello.site.features", String.join(",", options.features()));
        all.put("gemello.version", Home.version());
        all.put("org.apache.felix.http.host", tls.plainAddress(options.bind()));
        all.put("org.osgi.service.http.port", Integer.toString(options.port()));
        if (options.replay() != null) {
            all.put("gemello.replay.dir", options.replay().toString());
            all.put("gemello.replay.speed", options.speed());
        }
        return all;
    }

    private void sayReady(OsgiRuntime.Ports ports, FirstSignIn signIn) {
        String host = options.bind().contains(":") ? "[" + options.bind() + "]" : options.bind();
        String address = ports.https() > 0 ? "https://" + host + ":" + ports.https() + "/" : "http://" + host + ":" + ports.http() + "/";
        if (signIn.show()) {
            System.out.println("user operator, password " + signIn.password() + "   (shown this once; `gemello user` changes it)");
        }
        System.out.println("ready " + address + (signIn.link() == null ? "" : "sign-in?link=" + signIn.link()));
        System.out.flush();
    }
}
