package io.gemello.launcher;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/**
 * The folder that was unpacked or assembled: {@code lib} (this launcher and the framework), {@code bundles},
 * {@code features}, {@code runtime-config}.
 */
record Home(Path folder) {
    /** The home that this class was loaded from. */
    static Home ofThisProgram() {
        try {
            Path code = Path.of(Home.class.getProtectionDomain().getCodeSource().getLocation().toURI());
            return new Home(code.toAbsolutePath().getParent().getParent());
        } catch (URISyntaxException strange) {
            throw new IllegalStateException(strange);
        }
    }

    Path bundles() {
        return folder.resolve("bundles");
    }

    Path features() {
        return folder.resolve("features");
    }

    Path config() {
        return folder.resolve("runtime-config");
    }

    /** Holds the API and the test kit for projects outside, as a Maven repository. */
    Path repository() {
        return folder.resolve("repository");
    }

    /** The checkout that this home was assembled in; empty where it was unpacked from an archive. */
    Optional<Path> checkout() {
        Path dist = folder.getParent();
        boolean assembled = dist != null && dist.endsWith("dist") && Files.isRegularFile(dist.resolveSibling("bundles/io.gemello.api/pom.xml"));
        return assembled ? Optional.of(dist.getParent()) : Optional.empty();
    }

    /** The content digests of what lies in {@link #bundles()}, as it was assembled. */
    Path digests() {
        return folder.resolve("bundles.sha256");
    }

    Path bundle(ArtifactId id) {
        return bundles().resolve(id.fileName());
    }

    /** {@code runtime-config/framework.properties}: the framework's settings and the features of a plain run. */
    Properties frameworkProperties() throws IOException {
        Properties read = new Properties();
        try (var in = Files.newBufferedReader(config().resolve("framework.properties"))) {
            read.load(in);
        }
        return read;
    }

    /** The version of this program, as the build wrote it into the launcher's jar. */
    static String version() {
        String version = Home.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
