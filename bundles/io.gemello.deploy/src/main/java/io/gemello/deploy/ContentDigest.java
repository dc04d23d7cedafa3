package io.gemello.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.osgi.framework.Bundle;

/**
 * SHA-256 over the names and bytes of all entries in the order of their names. A jar and the bundle that was made of it
 * have the same one, wherever the framework keeps its copy: so what runs is known without a list of our own.
 */
final class ContentDigest {
    private final MessageDigest digest;

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    /** To be called in the order of names. @param length of the bytes that follow by {@link #bytes} */
    void entry(String name, long length) {
        digest.update((name + '\n' + length + '\n').getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] buffer, int length) {
        digest.update(buffer, 0, length);
    }

    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of the bundle's newest revision; resolves nothing. */
    static String of(Bundle bundle) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        collect(bundle, "/", names);
        ContentDigest all = new ContentDigest();
        for (String name : names) {
            URL entry = bundle.getEntry(name);
            if (entry == null) {
                throw new IOException("entry " + name + " of " + bundle + " cannot be read");
            }
            try (InputStream in = entry.openStream()) {
                byte[] bytes = in.readAllBytes();
                all.entry(name, bytes.length);
                all.bytes(bytes, bytes.length);
            }
        }
        return all.hex();
    }

    private static void collect(Bundle bundle, String folder, SortedSet<String> names) {
        var paths = bundle.getEntryPaths(folder);
        for (String path : paths == null ? List.<String>of() : Collections.list(paths)) {
            if (path.endsWith("/")) {
                collect(bundle, path, names);
            } else {
                names.add(path);
            }
        }
    }
}
