package io.gemello.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** SHA-256 over names and bytes of all entries: the same for a jar and for the bundle made of it, wherever it was installed from. */
public final class ContentDigest {
    /** Unpacked: four times what the largest bundle of the distribution has, and what a disk can bear. */
    private static final long MOST_BYTES = 1L << 30;

    private ContentDigest() {}

    /** Gives the bytes of an entry. */
    interface Entries {
        InputStream open(String name) throws IOException;
    }

    public static String ofJar(Path jar) throws IOException {
        try (JarFile open = new JarFile(jar.toFile(), false)) {
            SortedSet<String> names = new TreeSet<>();
            for (JarEntry entry : (Iterable<JarEntry>) open.stream()::iterator) {
                if (entry.isDirectory()) {
                    requireEmpty(entry.getName(), open.getInputStream(entry));
                } else {
                    names.add(entry.getName());
                }
            }
            return of(names, name -> open.getInputStream(open.getEntry(name)));
        }
    }

    /** The JDK answers {@code a} with an entry {@code a/} where there is no other: such content would be loaded and stand in no digest and under no signature. */
    static void requireEmpty(String folder, InputStream content) throws IOException {
        try (content) {
            if (content.read() >= 0) {
                throw new IOException("entry " + folder + " is named as a folder and holds content");
            }
        }
    }

    static String of(SortedSet<String> names, Entries entries) throws IOException {
        MessageDigest all = sha256();
        long left = MOST_BYTES;
        for (String name : names) {
            MessageDigest one = sha256();
            try (InputStream in = entries.open(name)) {
                byte[] buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    one.update(buffer, 0, n);
                    left -= n;
                    if (left < 0) {
                        throw new IOException("it unpacks to more than " + (MOST_BYTES >> 20) + " MiB");
                    }
                }
            }
            // The length first, so that no name can pretend to be the end of another.
            all.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
            all.update(one.digest());
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
