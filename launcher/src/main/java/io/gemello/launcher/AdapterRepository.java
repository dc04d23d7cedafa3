package io.gemello.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small Maven repository in a folder: the API and the test kit for adapter projects outside the checkout. Maven keeps what
 * it once took under a version for good, so the version also tells the content: an API that was changed is a new version.
 */
final class AdapterRepository {
    private static final String API = "io.gemello.api";
    private static final String TESTKIT = "io.gemello.testkit";
    private static final int HASH_DIGITS = 8;

    private final Path group;

    AdapterRepository(Path folder) {
        group = folder.resolve("io/gemello");
    }

    void write(Path api, Path testkit) throws IOException {
        byte[] apiJar = Files.readAllBytes(api);
        byte[] testkitJar = Files.readAllBytes(testkit);
        MessageDigest content = digest("SHA-256");
        content.update(apiJar);
        content.update(testkitJar);
        content.update(pom(TESTKIT, ""));
        String version = Home.version() + "-" + HexFormat.of().formatHex(content.digest()).substring(0, HASH_DIGITS);
        if (!Files.exists(folder(TESTKIT, version))) {
            clear();
            put(API, version, apiJar);
            put(TESTKIT, version, testkitJar);
        }
    }

    /** The version that it holds. */
    String version() throws IOException {
        try (Stream<Path> versions = Files.list(group.resolve(API))) {
            return versions.findFirst().orElseThrow(() -> new IOException(group + " is empty: unpack or build Gemello again")).getFileName().toString();
        }
    }

    private void put(String artifact, String version, byte[] jar) throws IOException {
        Path folder = Files.createDirectories(folder(artifact, version));
        put(folder.resolve(artifact + "-" + version + ".jar"), jar);
        put(folder.resolve(artifact + "-" + version + ".pom"), pom(artifact, version));
    }

    private static byte[] pom(String artifact, String version) {
        return Template.fill("repository/" + artifact + ".pom", Map.of("version", version)).getBytes(StandardCharsets.UTF_8);
    }

    private static void put(Path file, byte[] bytes) throws IOException {
        Files.write(file, bytes);
        // Without its checksum Maven warns of every file.
        Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(digest("SHA-1").digest(bytes)));
    }

    private Path folder(String artifact, String version) {
        return group.resolve(artifact).resolve(version);
    }

    private void clear() throws IOException {
        if (Files.exists(group)) {
            try (Stream<Path> old = Files.walk(group)) {
                for (Path path : (Iterable<Path>) old.sorted((a, b) -> b.compareTo(a))::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
