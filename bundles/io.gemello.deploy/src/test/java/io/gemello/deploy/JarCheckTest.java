package io.gemello.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;

/** What is told from a jar's bytes alone. */
class JarCheckTest {
    @TempDir Path folder;

    @Test
    void aWholeBundleIsDescribed() throws Exception {
        CheckedJar jar = check(TestJar.bundle("org.example.probe", "1.2.3.x").header("Bundle-SymbolicName", "org.example.probe; singleton:=true"));
        assertEquals("org.example.probe", jar.name());
        assertEquals(new Version(1, 2, 3, "x"), jar.version());
        assertEquals(jar.digest(), check(TestJar.bundle("org.example.probe", "1.2.3.x").header("Bundle-SymbolicName", "org.example.probe; singleton:=true")).digest());
    }

    @Test
    void theOrderOfEntriesDoesNotMatterTheirContentDoes() throws Exception {
        String one = check(TestJar.bundle("p", "1").entry("a", "1").entry("b", "2")).digest();
        assertEquals(one, check(TestJar.bundle("p", "1").entry("b", "2").entry("a", "1")).digest());
        assertTrue(!one.equals(check(TestJar.bundle("p", "1").entry("a", "2").entry("b", "1")).digest()));
        assertTrue(!one.equals(check(TestJar.bundle("p", "1").entry("a", "1b").entry("b", "2")).digest()));
    }

    @Test
    void noPrefixOfAJarIsWhole() throws Exception {
        byte[] whole = TestJar.bundle("p", "1").entry("large", new byte[5_000]).bytes();
        for (int length = 0; length < whole.length; length++) {
            Path file = Files.write(folder.resolve("part.jar"), Arrays.copyOf(whole, length));
            assertThrows(NotFit.class, () -> new JarCheck(17, any -> null).read(file), "with " + length + " of " + whole.length + " bytes");
        }
    }

    /** A tool that allots the whole file first leaves zeros where bytes are still to come. */
    @Test
    void aHoleIsFoundByTheChecksum() throws Exception {
        byte[] bytes = TestJar.bundle("p", "1").entry("stored", "the very bytes").bytes();
        byte[] random = new byte[4_000];
        new java.util.Random(7).nextBytes(random);
        bytes = TestJar.bundle("p", "1").entry("noise", random).bytes();
        Arrays.fill(bytes, 2_000, 2_500, (byte) 0);
        refused(bytes, "no whole jar (");
    }

    @Test
    void namesThatLeadOutAreRefused() {
        refused(TestJar.bundle("p", "1").entry("../../etc/passwd", "x").bytes(), "leads out of the jar");
        refused(TestJar.bundle("p", "1").entry("/etc/passwd", "x").bytes(), "leads out of the jar");
        refused(TestJar.bundle("p", "1").entry("a\\b", "x").bytes(), "leads out of the jar");
    }

    @Test
    void aBombIsRefused() {
        refused(TestJar.bundle("p", "1").entry("zeros", new byte[70 << 20]).bytes(), "unpacks to more than 40 times its size");
    }

    @Test
    void twoEntriesOfOneNameAreRefused() {
        byte[] bytes = TestJar.bundle("p", "1").entry("one", "x").entry("two", "y").bytes();
        String text = new String(bytes, StandardCharsets.ISO_8859_1).replace("two", "one");
        refused(text.getBytes(StandardCharsets.ISO_8859_1), "two entries named one");
    }

    /** The JDK gives an entry {@code a/} to whoever asks for {@code a}. */
    @Test
    void contentUnderTheNameOfAFolderIsRefused() throws Exception {
        refused(TestJar.bundle("p", "1").entry("META-INF/services/x/", "evil").bytes(), "entry META-INF/services/x/ is named as a folder and holds content");
        check(TestJar.bundle("p", "1").entry("META-INF/services/", ""));
    }

    @Test
    void aManifestThatIsNoBundlesIsRefused() {
        refused(TestJar.bundle("p", "1").without("Bundle-SymbolicName").bytes(), "Bundle-SymbolicName is missing");
        refused(TestJar.bundle("p", "one").bytes(), "Bundle-Version one is no OSGi version");
        refused(TestJar.bundle("p", "1").header("Fragment-Host", "system.bundle; extension:=framework").bytes(), "an extension of the framework itself");
    }

    @Test
    void byteCodeForANewerJavaIsNamedExceptWhereItIsNotLoaded() throws Exception {
        byte[] java21 = {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe, 0, 0, 0, 65};
        refused(TestJar.bundle("p", "1").entry("a/B.class", java21).bytes(), "a/B.class is byte code for Java 21, this is Java 17; compile with --release 17, or run a newer Java");
        check(TestJar.bundle("p", "1").entry("META-INF/versions/21/a/B.class", java21));
    }

    @Test
    void whatIsNotTrustedIsRefusedWithTheReason() throws Exception {
        Path jar = TestJar.bundle("p", "1").into(folder, "stranger.jar");
        NotFit unfit = assertThrows(NotFit.class, () -> new JarCheck(17, any -> "it is not signed").read(jar));
        assertEquals("not trusted: it is not signed; have it signed by a key of the trust file", unfit.fault().sentence());
    }

    private CheckedJar check(TestJar jar) throws IOException, NotFit {
        return new JarCheck(17, any -> null).read(jar.into(folder, "whole.jar"));
    }

    private void refused(byte[] bytes, String sentence) {
        NotFit unfit = assertThrows(NotFit.class, () -> new JarCheck(17, any -> null).read(Files.write(folder.resolve("bad.jar"), bytes)));
        assertTrue(unfit.fault().sentence().contains(sentence), unfit.fault().sentence());
    }
}
