package io.gemello.itests;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** One of our bundles with other headers, as somebody builds a new version of it. */
final class Repacked {
    private Repacked() {}

    /**
     * Puts it into a folder, whole at once.
     *
     * @param headers name, value, name, value …
     */
    static Path bundle(String name, Path folder, String file, String... headers) throws IOException {
        Path original = BuiltBundle.all().stream().filter(bundle -> bundle.name().equals(name)).findFirst().orElseThrow().jar();
        Path part = folder.resolve("." + file + ".part");
        try (ZipFile from = new ZipFile(original.toFile())) {
            Manifest manifest;
            try (InputStream in = from.getInputStream(from.getEntry("META-INF/MANIFEST.MF"))) {
                manifest = new Manifest(in);
            }
            for (int i = 0; i < headers.length; i += 2) {
                manifest.getMainAttributes().putValue(headers[i], headers[i + 1]);
            }
            try (OutputStream out = Files.newOutputStream(part); JarOutputStream to = new JarOutputStream(out, manifest)) {
                for (ZipEntry entry : (Iterable<ZipEntry>) from.stream().map(ZipEntry.class::cast)::iterator) {
                    if (!entry.isDirectory() && !entry.getName().equals("META-INF/MANIFEST.MF")) {
                        to.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = from.getInputStream(entry)) {
                            in.transferTo(to);
                        }
                    }
                }
            }
        }
        return Files.move(part, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE);
    }
}
