package io.gemello.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;

/** The entries of a bundle's newest content as the framework would load them. Resolves nothing. */
final class RevisionContent {
    private final Bundle bundle;
    private final SortedSet<String> names = new TreeSet<>();

    RevisionContent(Bundle bundle) throws IOException {
        this.bundle = bundle;
        collect("/");
    }

    String digest() throws IOException {
        return ContentDigest.of(names, this::open);
    }

    /** Packs it anew: the JDK verifies signatures of jar files only. */
    void writeTo(Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar); ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setLevel(1);
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                try (InputStream in = open(name)) {
                    in.transferTo(zip);
                }
                zip.closeEntry();
            }
        }
    }

    private InputStream open(String name) throws IOException {
        URL entry = bundle.getEntry(name);
        if (entry == null) {
            throw new IOException("entry " + name + " cannot be read");
        }
        return entry.openStream();
    }

    private void collect(String folder) throws IOException {
        var paths = bundle.getEntryPaths(folder);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            if (path.equals(folder)) {
                throw new IOException("an entry's name begins with '/'");
            }
            if (path.endsWith("/")) {
                // Asked for as a file: folders that only names imply are not there then.
                URL entry = bundle.getEntry(path.substring(0, path.length() - 1));
                if (entry != null) {
                    ContentDigest.requireEmpty(path, entry.openStream());
                }
                collect(path);
            } else {
                names.add(path);
            }
        }
    }
}
