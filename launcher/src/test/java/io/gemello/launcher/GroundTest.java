package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jars of the deploy folder are taken before the framework starts. */
class GroundTest {
    @TempDir Path folder;
    private Path deploy;
    private Path own;

    @BeforeEach
    void folders() throws IOException {
        deploy = Files.createDirectory(folder.resolve("deploy"));
        own = jar(folder.resolve("own-1.2.0.jar"), "own", "1.2.0");
    }

    @Test
    void theNewestIsTakenAndAnOlderOneOrAnotherBundleIsNot() throws IOException {
        assertNull(Ground.in(deploy, jar -> true).insteadOf(own));
        jar(deploy.resolve("older.jar"), "own", "1.1.9");
        jar(deploy.resolve("other.jar"), "other", "9.0.0");
        assertNull(Ground.in(deploy, jar -> true).insteadOf(own));
        Path newest = jar(deploy.resolve("a.jar"), "own;singleton:=true", "1.10.0");
        jar(deploy.resolve("b.jar"), "own", "1.9.0");
        assertEquals(newest, Ground.in(deploy, jar -> true).insteadOf(own));
    }

    /** A rebuilt snapshot has the version of the one before. */
    @Test
    void ofEqualVersionsTheOneWrittenLastIsTaken() throws IOException {
        Files.setLastModifiedTime(jar(deploy.resolve("a.jar"), "own", "1.2.0"), FileTime.fromMillis(2_000_000));
        Files.setLastModifiedTime(jar(deploy.resolve("b.jar"), "own", "1.2.0"), FileTime.fromMillis(1_000_000));
        assertEquals(deploy.resolve("a.jar"), Ground.in(deploy, jar -> true).insteadOf(own));
    }

    @Test
    void whatIsBrokenIsLeftToBeReportedLater() throws IOException {
        byte[] whole = Files.readAllBytes(jar(folder.resolve("whole.jar"), "own", "3.0.0"));
        Files.write(deploy.resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        byte[] holed = whole.clone();
        Arrays.fill(holed, whole.length / 3, whole.length / 3 + 10, (byte) 0);
        Files.write(deploy.resolve("holed.jar"), holed);
        assertNull(Ground.in(deploy, jar -> true).insteadOf(own));
    }

    @Test
    void whatIsNotTrustedIsLeftToBeReportedLater() throws IOException {
        Path stranger = jar(deploy.resolve("stranger.jar"), "own", "3.0.0");
        assertNull(Ground.in(deploy, jar -> !jar.equals(stranger)).insteadOf(own));
    }

    private static Path jar(Path file, String name, String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Bundle-SymbolicName", name);
        manifest.getMainAttributes().putValue("Bundle-Version", version);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            jar.putNextEntry(new java.util.zip.ZipEntry("noise"));
            byte[] noise = new byte[1000];
            new java.util.Random(1).nextBytes(noise);
            jar.write(noise);
        }
        return file;
    }
}
