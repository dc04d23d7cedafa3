package io.gemello.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Version;

/** Reads a whole jar before anything is touched: every entry with its checksum, the manifest, the byte code's version. For one thread. */
final class JarCheck {
    static final long MOST_BYTES = 256L << 20;
    private static final int MOST_ENTRIES = 50_000;
    /** Byte code and text shrink to a third or a tenth; beyond this a jar is a bomb, or not what its owner thinks. */
    private static final long MOST_EXPANSION = 40;
    private static final long ALWAYS_UNPACKED = 64L << 20;
    private static final String AGAIN = "copy the file again (to another name, then rename it)";
    private static final String REBUILD = "build it as a bundle (bnd-maven-plugin writes these headers)";
    private final int newestJava;
    private final Function<Path, String> distrust;
    private final byte[] buffer = new byte[1 << 16];

    /**
     * @param newestJava the newest Java version whose byte code runs here
     * @param distrust says why a jar is not trusted, or null
     */
    JarCheck(int newestJava, Function<Path, String> distrust) {
        this.newestJava = newestJava;
        this.distrust = distrust;
    }

    /** Quick, for files that grow: a jar's directory stands at its end. */
    void looksWhole(Path jar) throws NotFit {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.size();
        } catch (IOException | IllegalArgumentException broken) {
            throw new NotFit("no whole jar (" + broken.getMessage() + ")", AGAIN);
        }
    }

    CheckedJar read(Path jar) throws NotFit {
        try {
            long size = Files.size(jar);
            if (size > MOST_BYTES) {
                throw new NotFit("larger than " + (MOST_BYTES >> 20) + " MiB", "leave out of the bundle what it does not need");
            }
            CheckedJar whole;
            try (ZipFile zip = new ZipFile(jar.toFile())) {
                whole = whole(jar, zip, Math.max(ALWAYS_UNPACKED, size * MOST_EXPANSION));
            }
            String why = distrust.apply(jar);
            if (why != null) {
                throw new NotFit("not trusted: " + why, "have it signed by a key of the trust file");
            }
            return whole;
        } catch (IOException | IllegalArgumentException broken) {
            throw new NotFit("no whole jar (" + broken.getMessage() + ")", AGAIN);
        }
    }

    private CheckedJar whole(Path jar, ZipFile zip, long mostUnpacked) throws IOException, NotFit {
        SortedMap<String, ZipEntry> entries = new TreeMap<>();
        for (var all = zip.entries(); all.hasMoreElements();) {
            ZipEntry entry = all.nextElement();
            safe(entry.getName());
            if (entries.put(entry.getName(), entry) != null) {
                throw new NotFit("two entries named " + entry.getName(), "pack the jar anew");
            }
            if (entries.size() > MOST_ENTRIES) {
                throw new NotFit("more than " + MOST_ENTRIES + " entries", "leave out of the bundle what it does not need");
            }
        }
        ContentDigest digest = new ContentDigest();
        long left = mostUnpacked;
        for (ZipEntry entry : entries.values()) {
            if (!entry.isDirectory()) {
                left -= read(zip, entry, left, digest);
            } else if (holdsContent(zip, entry)) {
                // The JDK answers "a" with an entry "a/": such content would be loaded, though no digest has it.
                throw new NotFit("entry " + entry.getName() + " is named as a folder and holds content", "pack the jar anew");
            }
        }
        ZipEntry manifest = entries.get("META-INF/MANIFEST.MF");
        if (manifest == null) {
            throw new NotFit("no META-INF/MANIFEST.MF in it", REBUILD);
        }
        try (InputStream in = zip.getInputStream(manifest)) {
            return described(jar, new Manifest(in).getMainAttributes(), digest.hex());
        }
    }

    private static boolean holdsContent(ZipFile zip, ZipEntry folder) throws IOException {
        try (InputStream in = zip.getInputStream(folder)) {
            return in.read() >= 0;
        }
    }

    /** @return the bytes that came out */
    private long read(ZipFile zip, ZipEntry entry, long most, ContentDigest digest) throws IOException, NotFit {
        long length = 0;
        CRC32 crc = new CRC32();
        try (InputStream in = zip.getInputStream(entry)) {
            for (int n = in.readNBytes(buffer, 0, buffer.length); n > 0; n = in.readNBytes(buffer, 0, buffer.length)) {
                if (length == 0) {
                    byteCode(entry.getName(), n);
                }
                length += n;
                if (length > most) {
                    throw new NotFit("unpacks to more than " + MOST_EXPANSION + " times its size", "pack the jar anew");
                }
                digest.bytes(buffer, n);
                crc.update(buffer, 0, n);
            }
        }
        if (length != entry.getSize() || crc.getValue() != entry.getCrc()) {
            throw new NotFit("no whole jar (the checksum of " + entry.getName() + " is wrong)", AGAIN);
        }
        digest.endOf(entry.getName());
        return length;
    }

    private void byteCode(String name, int read) throws NotFit {
        boolean versioned = name.startsWith("META-INF/") || name.endsWith("module-info.class");
        if (!name.endsWith(".class") || versioned || read < 8) {
            return;
        }
        // JVM specification 4.1: major version 44 + Java version, at byte 6.
        int java = ((buffer[6] & 0xff) << 8 | buffer[7] & 0xff) - 44;
        if (java > newestJava) {
            throw new NotFit(name + " is byte code for Java " + java + ", this is Java " + newestJava, "compile with --release " + newestJava + ", or run a newer Java");
        }
    }

    private static void safe(String name) throws NotFit {
        boolean climbs = ("/" + name + "/").contains("/../");
        if (climbs || name.startsWith("/") || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw new NotFit("an entry's name leads out of the jar", "pack the jar anew");
        }
    }

    private static CheckedJar described(Path jar, Attributes manifest, String digest) throws NotFit {
        String header = manifest.getValue("Bundle-SymbolicName");
        String name = header == null ? "" : header.split(";", 2)[0].strip();
        if (!name.matches("[\\w.-]+")) {
            throw new NotFit("no bundle: Bundle-SymbolicName is missing or malformed in its manifest", REBUILD);
        }
        String host = manifest.getValue("Fragment-Host");
        if (host != null && host.strip().matches("(system\\.bundle|org\\.apache\\.felix\\.framework)\\b.*")) {
            throw new NotFit("an extension of the framework itself", "such a bundle belongs into the distribution");
        }
        try {
            return new CheckedJar(jar, name, Version.parseVersion(manifest.getValue("Bundle-Version")), host != null, digest);
        } catch (IllegalArgumentException malformed) {
            throw new NotFit("Bundle-Version " + manifest.getValue("Bundle-Version") + " is no OSGi version", "write it as 1.2.3 or 1.2.3.qualifier");
        }
    }
}
