package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code DATA/deploy} of the assembled runtime, by its files, its console and its health. */
class HotDeployTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String TWIN = "io.gemello.twin";
    @TempDir Path folder;

    @Test
    void aNewerBundleReplacesTheFeaturesAndItsDeletionBringsThatBackWithoutTouchingOthers() throws Exception {
        Path data = folder.resolve("var");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first())) {
            Path deploy = data.resolve("deploy");
            Map<String, String> before = bundles(gemello);
            double core = gemello.metric("gemello_component_activations_total{component=\"io.gemello.core.Core\"}");
            Path jar = Repacked.bundle(TWIN, deploy, "twin.jar", "Bundle-Version", "0.2.0");
            awaitVersion(gemello, TWIN, "0.2.0 Active");
            GemelloProcess.awaitTrue("things are served", SOON, () -> gemello.send("GET", "/api/2/things/org.first:rack-1", null).statusCode() == 200);
            Map<String, String> others = bundles(gemello);
            others.put(TWIN, before.get(TWIN));
            assertEquals(before, others);
            Repacked.bundle(TWIN, deploy, "older.jar", "Bundle-Version", "0.1.5");
            awaitHealth(gemello, "deploy.older.jar", "not installed: io.gemello.twin 0.1.5 is older than 0.2.0 from deploy/twin.jar");
            Files.delete(jar);
            awaitVersion(gemello, TWIN, "0.1.5 Active");
            Files.delete(deploy.resolve("older.jar"));
            awaitVersion(gemello, TWIN, "0.1.0 Active");
            assertEquals(core, gemello.metric("gemello_component_activations_total{component=\"io.gemello.core.Core\"}"));
            GemelloProcess.awaitTrue("three updates counted", SOON, () -> gemello.metric("gemello_deploy_updated_total") == 3);
        }
    }

    /** Whoever answers the upload must be able to finish the answer. */
    @Test
    void theWebServersBundleReplacesItselfByAnUploadToIt() throws Exception {
        Path data = folder.resolve("var");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first())) {
            Path jar = Repacked.bundle("io.gemello.http", folder, "http.jar", "Bundle-Version", "0.2.0");
            assertEquals(302, upload(gemello, jar).statusCode());
            GemelloProcess.awaitTrue("io.gemello.http 0.2.0", SOON, () -> {
                // Between two answers it may be away.
                HttpResponse<String> answer = gemello.send("GET", "/system/console/bundles.json", null);
                return answer.statusCode() == 200 && "0.2.0 Active".equals(bundles(new ObjectMapper().readTree(answer.body())).get("io.gemello.http"));
            });
            Files.write(jar, "no jar".getBytes(StandardCharsets.UTF_8));
            HttpResponse<String> refused = upload(gemello, jar);
            assertEquals(422, refused.statusCode(), refused.body());
            assertTrue(refused.body().contains("http.jar: no whole jar"), refused.body());
            try (var files = Files.list(data.resolve("deploy"))) {
                assertEquals(List.of("http.jar"), files.map(file -> file.getFileName().toString()).toList());
            }
        }
    }

    /** The state is derived from the folder alone, before the features' bundles start; what is broken in it keeps nothing else from serving. */
    @Test
    void aStartTakesWhatIsInTheFolderAndIsReadyInSpiteOfWhatIsBrokenThere() throws Exception {
        Path data = folder.resolve("var");
        Path deploy = Files.createDirectories(data.resolve("deploy"));
        Repacked.bundle("io.gemello.api", deploy, "api.jar", "Bundle-Version", "0.1.1");
        Repacked.bundle("io.gemello.deploy", deploy, "deploy.jar", "Bundle-Version", "0.1.2");
        Repacked.bundle("io.gemello.core", deploy, "core.jar", "Bundle-Version", "0.1.3");
        Repacked.bundle(TWIN, deploy, "twin.jar", "Bundle-Version", "0.9.0", "Import-Package", "org.example.none");
        byte[] whole = Files.readAllBytes(deploy.resolve("core.jar"));
        Files.write(deploy.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        needing("org.example.none", deploy.resolve("needy.jar"));
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first())) {
            awaitVersion(gemello, "io.gemello.api", "0.1.1 Active");
            awaitVersion(gemello, "io.gemello.deploy", "0.1.2 Active");
            awaitVersion(gemello, "io.gemello.core", "0.1.3 Active");
            awaitVersion(gemello, TWIN, "0.1.0 Active");
            awaitHealth(gemello, "deploy.twin.jar", "no running bundle exports package org.example.none; what ran before is put back");
            awaitHealth(gemello, "deploy.needy.jar", "no running bundle exports package org.example.none");
            awaitHealth(gemello, "deploy.half.jar", "no whole jar");
            assertEquals(null, bundles(gemello).get("needy"));
            assertEquals(3, gemello.output().lines().filter(line -> line.contains("WARN")).count(), gemello.output());
            Repacked.bundle("io.gemello.api", deploy, "api.jar", "Bundle-Version", "0.1.9");
            awaitHealth(gemello, "deploy.api.jar", "io.gemello.api 0.1.9 is taken at the next start only");
            awaitVersion(gemello, "io.gemello.api", "0.1.1 Active");
            gemello.kill();
        }
        try (GemelloProcess again = GemelloProcess.start(data, "--site", TestSite.first())) {
            awaitVersion(again, "io.gemello.api", "0.1.9 Active");
            awaitVersion(again, "io.gemello.core", "0.1.3 Active");
        }
    }

    /** Its bundle runs, and what keeps the component from starting is told to the OSGi log alone. */
    @Test
    void aComponentThatDoesNotStartIsNamedInLogAndHealthUntilItsConfigurationIsMended() throws Exception {
        Path data = folder.resolve("var");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first())) {
            String why = "io.gemello.broker: max.packet.bytes must lie between 1024 and 67108864";
            Path wrong = Files.writeString(data.resolve("etc/io.gemello.broker.cfg"), "max.packet.bytes = 1\n");
            awaitHealth(gemello, "component.io.gemello.broker", why);
            GemelloProcess.awaitTrue("one line on the terminal", SOON, () -> gemello.output().lines().filter(line -> line.contains("ERROR") && line.contains(why)).count() == 1);
            Files.delete(wrong);
            awaitHealth(gemello, "broker", "clients are connected");
            assertEquals(false, health(gemello).toString().contains("component.io.gemello.broker"));
        }
    }

    /** Whoever brings a bundle in comes by the folder whose rules it obeys. */
    @Test
    void aJarBesideTheConfigurationIsLeftAlone() throws Exception {
        Path data = folder.resolve("var");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first())) {
            Repacked.bundle("io.gemello.adapter.simulator", data.resolve("etc"), "stray.jar", "Bundle-SymbolicName", "stray");
            // The second is taken by a later look than the jar would have been.
            for (String adapter : List.of("later", "last")) {
                Files.writeString(data.resolve("etc/io.gemello.adapter.mqtt-" + adapter + ".cfg"), "max.payload.bytes = 1000\n");
                GemelloProcess.awaitTrue("adapter " + adapter, SOON, () -> gemello.get("/api/gemello/adapters").findValuesAsText("adapter").contains(adapter));
            }
            assertEquals(null, bundles(gemello).get("stray"));
        }
    }

    @Test
    void withATrustFileOnlyTheDistributionAndWhatIsSignedRuns() throws Exception {
        Path data = folder.resolve("var");
        Path keys = folder.resolve("keys.p12");
        Path pem = folder.resolve("trusted.pem");
        run("keytool", "-genkeypair", "-alias", "integrator", "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=Integrator", "-keystore", keys.toString(), "-storepass", "changeit");
        run("keytool", "-exportcert", "-rfc", "-alias", "integrator", "-file", pem.toString(), "-keystore", keys.toString(), "-storepass", "changeit");
        Path deploy = Files.createDirectories(data.resolve("deploy"));
        Repacked.bundle("io.gemello.api", deploy, "api.jar", "Bundle-Version", "0.1.9");
        try (GemelloProcess gemello = GemelloProcess.start(data, "--site", TestSite.first(), "--trust", pem.toString())) {
            awaitHealth(gemello, "deploy.api.jar", "not trusted: it is not signed");
            awaitVersion(gemello, "io.gemello.api", "0.1.0 Active");
            Repacked.bundle(TWIN, deploy, "twin.jar", "Bundle-Version", "0.2.0");
            awaitHealth(gemello, "deploy.twin.jar", "not trusted: it is not signed");
            awaitVersion(gemello, TWIN, "0.1.0 Active");
            Path signed = Repacked.bundle(TWIN, folder, "twin.jar", "Bundle-Version", "0.2.0");
            run("jarsigner", "-keystore", keys.toString(), "-storepass", "changeit", signed.toString(), "integrator");
            Files.move(signed, deploy.resolve("twin.jar"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            awaitVersion(gemello, TWIN, "0.2.0 Active");
        }
        Process refused = GemelloProcess.command("run", List.of("--data", data.toString(), "--port", "0", "--mqtt-port", "0", "--trust", folder.resolve("none.pem").toString())).redirectErrorStream(true).start();
        String said = new String(refused.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(refused.waitFor(60, TimeUnit.SECONDS));
        assertEquals(2, refused.exitValue(), said);
        assertTrue(said.contains("none.pem cannot be read; put the trusted certificates there"), said);
    }

    /** As the console's form sends it. */
    private static HttpResponse<String> upload(GemelloProcess gemello, Path jar) throws Exception {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.write(("--form\r\nContent-Disposition: form-data; name=\"bundlefile\"; filename=\"" + jar.getFileName() + "\"\r\n\r\n").getBytes(StandardCharsets.UTF_8));
        form.write(Files.readAllBytes(jar));
        form.write("\r\n--form--\r\n".getBytes(StandardCharsets.UTF_8));
        return gemello.send(gemello.request("/system/console/bundles").header("Content-Type", "multipart/form-data; boundary=form")
            .POST(HttpRequest.BodyPublishers.ofByteArray(form.toByteArray())).build());
    }

    /** Version and state by symbolic name. */
    private static Map<String, String> bundles(GemelloProcess gemello) throws Exception {
        return bundles(gemello.get("/system/console/bundles.json"));
    }

    private static Map<String, String> bundles(JsonNode listed) {
        Map<String, String> all = new TreeMap<>();
        for (JsonNode bundle : listed.get("data")) {
            all.put(bundle.get("symbolicName").asText(), bundle.get("version").asText() + " " + bundle.get("state").asText());
        }
        return all;
    }

    private static void awaitVersion(GemelloProcess gemello, String name, String expected) throws Exception {
        GemelloProcess.awaitTrue(name + " " + expected, SOON, () -> expected.equals(bundles(gemello).get(name)));
    }

    /** All checks, also when the status says that one is critical. */
    private static JsonNode health(GemelloProcess gemello) throws Exception {
        return new ObjectMapper().readTree(gemello.send("GET", "/health", null).body()).get("checks");
    }

    private static void awaitHealth(GemelloProcess gemello, String name, String message) throws Exception {
        GemelloProcess.awaitTrue(name + ": " + message, SOON, () -> {
            for (JsonNode check : health(gemello)) {
                if (check.get("name").asText().equals(name) && check.get("message").asText().contains(message)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static void needing(String importedPackage, Path jar) throws Exception {
        Manifest manifest = new Manifest();
        Map.of("Manifest-Version", "1.0", "Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "needy", "Bundle-Version", "1.0.0", "Import-Package", importedPackage)
            .forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        Files.write(jar, bytes.toByteArray());
    }

    private static void run(String tool, String... arguments) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", tool).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }
}
