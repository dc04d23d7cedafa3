package io.gemello.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web console in a real browser; the steps stand in {@code browser/console.mjs}. */
class ConsoleBrowserTest {
    @TempDir
    Path folder;

    @Test
    void peopleWorkWithTheConsoleAndWhatTheyMadeSurvivesARestart() throws Exception {
        Path data = folder.resolve("data");
        try (GemelloProcess runtime = GemelloProcess.start(data, "--site", TestSite.first())) {
            addUser(data, "otto", "operator");
            addUser(data, "vera", "viewer");
            BrowserRun.of("console.mjs", Map.of("url", "http://127.0.0.1:" + runtime.http() + "/", "data", data.toString(), "shots", Path.of("target/browser").toAbsolutePath().toString(), "jar", jar().toString(),
                "password", GemelloProcess.PASSWORD, "operator", "otto", "integrator", "operator", "viewer", "vera"));
            assertEquals(0, runtime.terminate());
        }
        try (GemelloProcess again = GemelloProcess.start(data, "--site", TestSite.first())) {
            GemelloProcess.awaitTrue("the adapter made in the form is there after a restart", Duration.ofSeconds(20), () -> again.get("/api/gemello/adapters").findValuesAsText("adapter").contains("second"));
            assertEquals(70000, again.get("/system/console/configMgr/io.gemello.adapter.mqtt~hall.json").get(0).at("/properties/max.payload.bytes/value").asInt());
        }
    }

    private static void addUser(Path data, String name, String role) throws Exception {
        Process add = GemelloProcess.command("user", List.of("add", name, "--role", role, "--data", data.toString())).inheritIO().start();
        assertEquals(0, add.waitFor());
    }

    private Path jar() throws IOException {
        Manifest manifest = new Manifest();
        Map.of("Manifest-Version", "1.0", "Bundle-ManifestVersion", "2", "Bundle-SymbolicName", "org.example.uploaded", "Bundle-Version", "1.0.0", "Bundle-Name", "org.example.uploaded")
            .forEach((name, value) -> manifest.getMainAttributes().put(new Attributes.Name(name), value));
        Path jar = folder.resolve("uploaded.jar");
        try (OutputStream out = Files.newOutputStream(jar); JarOutputStream bundle = new JarOutputStream(out, manifest)) {
            bundle.finish();
        }
        return jar;
    }
}
