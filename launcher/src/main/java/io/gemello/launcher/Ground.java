package io.gemello.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import org.osgi.framework.Version;

/**
 * The bundles that {@code io.gemello.deploy} stands on, and itself: it cannot replace them while it runs, so newer ones in
 * {@code DATA/deploy} are taken here, before the framework starts. What is broken, older or not trusted is left to it to report.
 */
final class Ground {
    /** The start level of {@code io.gemello.deploy}. */
    static final int LEVEL = 5;
    private final Map<String, Found> newest = new HashMap<>();

    private record Found(Path jar, Version version, long modified) {}

    private Ground() {}

    /** @param fit only jars that pass it are taken */
    static Ground in(Path deploy, Predicate<Path> fit) throws IOException {
        Ground ground = new Ground();
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(deploy, "[!.]*.jar")) {
            for (Path jar : jars) {
                if (fit.test(jar)) {
                    ground.add(jar);
                }
            }
        }
        return ground;
    }

    /** @return the jar to install instead of the distribution's; null when that one is to be taken */
    Path insteadOf(Path jar) throws IOException {
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            Found found = newest.get(name(open.getManifest()));
            // An equal version is a rebuilt one.
            return found != null && found.version().compareTo(version(open.getManifest())) >= 0 ? found.jar() : null;
        }
    }

    private void add(Path jar) {
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            for (JarEntry entry : (Iterable<JarEntry>) open.stream()::iterator) {
                checksum(open, entry);
            }
            Found found = new Found(jar, version(open.getManifest()), Files.getLastModifiedTime(jar).toMillis());
            newest.merge(name(open.getManifest()), found, (a, b) -> compare(a, b) >= 0 ? a : b);
        } catch (IOException | IllegalArgumentException broken) {
            // io.gemello.deploy says so, with all that can be said
        }
    }

    private static void checksum(JarFile jar, JarEntry entry) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = jar.getInputStream(entry)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                crc.update(buffer, 0, n);
            }
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException("checksum of " + entry.getName());
        }
    }

    private static int compare(Found a, Found b) {
        int versions = a.version().compareTo(b.version());
        return versions != 0 ? versions : Long.compare(a.modified(), b.modified());
    }

    private static String name(Manifest manifest) throws IOException {
        String name = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-SymbolicName");
        if (name == null) {
            throw new IOException("no bundle");
        }
        return name.split(";", 2)[0].strip();
    }

    private static Version version(Manifest manifest) {
        return Version.parseVersion(manifest.getMainAttributes().getValue("Bundle-Version"));
    }
}
