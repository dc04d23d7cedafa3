package io.gemello.deploy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Small bundles, made while the test runs. */
final class TestJar {
    private final Manifest manifest = new Manifest();
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    private TestJar(String name, String version) {
        header("Manifest-Version", "1.0").header("Bundle-ManifestVersion", "2").header("Bundle-SymbolicName", name).header("Bundle-Version", version);
        entry("content.txt", name + " " + version);
    }

    static TestJar bundle(String name, String version) {
        return new TestJar(name, version);
    }

    TestJar header(String name, String value) {
        manifest.getMainAttributes().put(new Attributes.Name(name), value);
        return this;
    }

    TestJar without(String header) {
        manifest.getMainAttributes().remove(new Attributes.Name(header));
        return this;
    }

    TestJar entry(String name, String text) {
        return entry(name, text.getBytes(StandardCharsets.UTF_8));
    }

    TestJar entry(String name, byte[] bytes) {
        entries.put(name, bytes);
        return this;
    }

    TestJar activator(Class<?> type) {
        String path = type.getName().replace('.', '/') + ".class";
        try (InputStream in = type.getClassLoader().getResourceAsStream(path)) {
            entry(path, in.readAllBytes());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return header("Bundle-Activator", type.getName()).header("Import-Package", "org.osgi.framework");
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (var entry : entries.entrySet()) {
                jar.putNextEntry(new ZipEntry(entry.getKey()));
                jar.write(entry.getValue());
                jar.closeEntry();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return bytes.toByteArray();
    }

    /** Whole at once, as a careful tool does it. */
    Path into(Path folder, String file) throws IOException {
        return place(bytes(), folder, file);
    }

    static Path place(byte[] bytes, Path folder, String file) throws IOException {
        Path part = Files.write(folder.resolve("." + file + ".part"), bytes);
        return Files.move(part, folder.resolve(file), java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}
