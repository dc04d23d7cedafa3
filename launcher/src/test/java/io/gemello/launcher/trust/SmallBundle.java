package io.gemello.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Bundles of one class or none, and what somebody without the key may do to them. */
final class SmallBundle {
    private SmallBundle() {}

    /** @param headers name, value, name, value … */
    static Path write(Path jar, String name, String version, String... headers) throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.putValue("Manifest-Version", "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", name);
        main.putValue("Bundle-Version", version);
        for (int i = 0; i < headers.length; i += 2) {
            main.putValue(headers[i], headers[i + 1]);
        }
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry("content.txt"));
            out.write((name + version).getBytes(StandardCharsets.UTF_8));
            out.closeEntry();
            out.putNextEntry(new ZipEntry("more.txt"));
            out.write("more".getBytes(StandardCharsets.UTF_8));
        }
        return jar;
    }

    /** A copy in which one entry has other content; null takes it out; an entry that is not there is added. */
    static Path tampered(Path jar, String entry, String content) throws IOException {
        Path copy = jar.resolveSibling("tampered-" + jar.getFileName());
        try (ZipFile from = new ZipFile(jar.toFile()); OutputStream out = Files.newOutputStream(copy); ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry one : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
                if (!one.getName().equals(entry)) {
                    to.putNextEntry(new ZipEntry(one.getName()));
                    try (InputStream in = from.getInputStream(one)) {
                        in.transferTo(to);
                    }
                }
            }
            if (content != null) {
                to.putNextEntry(new ZipEntry(entry));
                to.write(content.getBytes(StandardCharsets.UTF_8));
            }
        }
        return copy;
    }
}
