package io.gemello.itests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** The deploy folder of a running runtime, as an integrator uses it: files appear whole, by renaming, and go. */
final class HotBundles {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final GemelloProcess gemello;
    private final Path workshop;

    /** @param workshop an existing folder on the data folder's disk */
    HotBundles(GemelloProcess gemello, Path workshop) {
        this.gemello = gemello;
        this.workshop = workshop;
    }

    /** The jar as it was assembled, with another version: what a new build of it would be. */
    Path rebuilt(String symbolicName, String version) throws IOException {
        BuiltBundle bundle = BuiltBundle.all().stream().filter(b -> b.name().equals(symbolicName)).findFirst().orElseThrow();
        Path jar = workshop.resolve(symbolicName + "-" + version + ".jar");
        try (JarFile from = new JarFile(bundle.jar().toFile()); OutputStream file = Files.newOutputStream(jar)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(file, manifest)) {
                for (JarEntry entry : from.stream().filter(e -> !e.getName().equals(JarFile.MANIFEST_NAME)).toList()) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    try (InputStream content = from.getInputStream(entry)) {
                        content.transferTo(to);
                    }
                    to.closeEntry();
                }
            }
        }
        return jar;
    }

    void drop(Path jar, String fileName) throws IOException {
        Path copy = Files.copy(jar, workshop.resolve(fileName + ".part"), StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, gemello.data().resolve("deploy").resolve(fileName), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String fileName) throws IOException {
        Files.delete(gemello.data().resolve("deploy").resolve(fileName));
    }

    /** Waits until a bundle runs in this version. The console may be away meanwhile: it comes with the web server. */
    void awaitActive(String symbolicName, String version) throws Exception {
        GemelloProcess.awaitTrue(symbolicName + " " + version + " active", PATIENCE, () -> {
            JsonNode bundle = bundle(symbolicName);
            return bundle != null && bundle.get("version").asText().equals(version) && bundle.get("state").asText().equals("Active");
        });
    }

    void awaitGone(String symbolicName) throws Exception {
        GemelloProcess.awaitTrue(symbolicName + " gone", PATIENCE, () -> gemello.reachable() && bundle(symbolicName) == null);
    }

    /** Null while there is none, or while nobody answers. */
    private JsonNode bundle(String symbolicName) {
        try {
            for (JsonNode bundle : gemello.get("/system/console/bundles.json").get("data")) {
                if (bundle.get("symbolicName").asText().equals(symbolicName)) {
                    return bundle;
                }
            }
            return null;
        } catch (IOException | AssertionError away) {
            return null;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
