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
    private final MessageDigest all = sha256();
    private final MessageDigest one = sha256();

    void bytes(byte[] buffer, int length) {
        one.update(buffer, 0, length);
    }

    /** The entry whose bytes were given since the last one; to be called in the order of names. */
    void endOf(String name) {
        all.update((name.length() + ":" + name).getBytes(StandardCharsets.UTF_8));
        all.update(one.digest());
    }

    String hex() {
        return HexFormat.of().formatHex(all.digest());
    }

    /** Of the bundle's newest content; resolves nothing. */
    static String of(Bundle bundle) throws IOException {
        SortedSet<String> names = new TreeSet<>();
        collect(bundle, "/", names);
        ContentDigest digest = new ContentDigest();
        byte[] buffer = new byte[1 << 16];
        for (String name : names) {
            URL entry = bundle.getEntry(name);
            if (entry == null) {
                throw new IOException("entry " + name + " of " + bundle + " cannot be read");
            }
            try (InputStream in = entry.openStream()) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.bytes(buffer, n);
                }
            }
            digest.endOf(name);
        }
        return digest.hex();
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

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
