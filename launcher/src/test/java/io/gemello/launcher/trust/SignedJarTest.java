package io.gemello.launcher.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose signature counts, and what a signature does not cover. */
class SignedJarTest {
    @TempDir static Path folder;
    private static Signing signing;
    private static Path unsigned;
    private static SignedJar judge;

    @BeforeAll
    static void keys() throws Exception {
        signing = new Signing(folder);
        signing.key("integrator");
        signing.key("stranger");
        signing.key("ca", "-ext", "bc:c=ca:true");
        signing.key("issued", "-signer", "ca", "-ext", "eku=codeSigning");
        signing.key("server", "-signer", "ca", "-ext", "eku=serverAuth");
        signing.key("old", "-startdate", "-3y", "-validity", "365");
        signing.key("sub", "-signer", "integrator");
        unsigned = SmallBundle.write(folder.resolve("probe.jar"), "probe", "1.0.0");
        judge = new SignedJar(TrustedKeys.read(signing.trust(folder.resolve("trusted.pem"), "integrator", "ca", "old")));
    }

    @Test
    void aJarSignedByATrustedKeyIsTrusted() throws Exception {
        assertNull(judge.refusal(signing.sign(unsigned, "integrator")));
    }

    @Test
    void aJarSignedByNobodyOrAStrangerIsNot() throws Exception {
        assertEquals("it is not signed", judge.refusal(unsigned));
        assertEquals("it is signed by CN=stranger, who is not trusted", judge.refusal(signing.sign(unsigned, "stranger")));
    }

    @Test
    void anAuthorityOfTheFileVouchesForWhomItIssuedForCodeSigningOnly() throws Exception {
        assertNull(judge.refusal(signing.sign(unsigned, "issued")));
        assertEquals("it is signed by CN=server, who is not trusted", judge.refusal(signing.sign(unsigned, "server")));
        assertEquals("it is signed by CN=sub, who is not trusted", judge.refusal(signing.sign(unsigned, "sub")), "its issuer is trusted, but no authority");
    }

    /** A building must not stop because a day has passed. */
    @Test
    void anExpiredCertificateCountsAsLongAsItIsInTheFile() throws Exception {
        assertNull(judge.refusal(signing.sign(unsigned, "old")));
    }

    @Test
    void whatWasChangedAddedOrTakenOutAfterwardsIsFound() throws Exception {
        Path signed = signing.sign(unsigned, "integrator");
        assertTrue(judge.refusal(SmallBundle.tampered(signed, "content.txt", "evil")).startsWith("its signature does not fit its content ("));
        assertEquals("entry evil.txt is not signed", judge.refusal(SmallBundle.tampered(signed, "evil.txt", "evil")));
        assertEquals("entry more.txt was signed and is gone", judge.refusal(SmallBundle.tampered(signed, "more.txt", null)));
        assertEquals("it is not signed", judge.refusal(SmallBundle.tampered(signed, "META-INF/SIGNER.SF", null)));
        assertEquals("entry META-INF/services/x is not signed", judge.refusal(SmallBundle.tampered(signed, "META-INF/services/x", "evil")));
    }

    /** The JDK gives an entry {@code a/} to whoever asks for {@code a}. */
    @Test
    void contentUnderTheNameOfAFolderIsFound() throws Exception {
        Path hidden = SmallBundle.tampered(signing.sign(unsigned, "integrator"), "META-INF/services/x/", "evil");
        assertEquals("it cannot be read (entry META-INF/services/x/ is named as a folder and holds content)", judge.refusal(hidden));
    }

    /** The headers say what is activated and whose fragment it is. */
    @Test
    void aChangedManifestIsFound() throws Exception {
        Path signed = signing.sign(unsigned, "integrator");
        String manifest;
        try (ZipFile zip = new ZipFile(signed.toFile())) {
            manifest = new String(zip.getInputStream(zip.getEntry("META-INF/MANIFEST.MF")).readAllBytes());
        }
        String changed = manifest.replaceFirst("Bundle-Version: 1.0.0", "Bundle-Version: 1.0.0\r\nBundle-Activator: evil.Activator");
        String why = judge.refusal(SmallBundle.tampered(signed, "META-INF/MANIFEST.MF", changed));
        assertTrue(why != null && why.startsWith("its signature does not fit its content ("), why);
    }

    @Test
    void anEntryThatOnlyAStrangerSignedIsNotCoveredByTheOthersSignature() throws Exception {
        Path more = SmallBundle.tampered(signing.sign(unsigned, "integrator"), "evil.txt", "evil");
        assertEquals("it is signed by CN=stranger, who is not trusted", judge.refusal(signing.sign(more, "stranger")));
    }

    @Test
    void aTrustFileThatHoldsNothingStopsTheStart() throws Exception {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TrustedKeys.read(folder.resolve("none.pem"))).getMessage().contains("cannot be read; put the trusted certificates there"));
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TrustedKeys.read(empty)).getMessage().contains("holds no certificate"));
        Path text = Files.writeString(folder.resolve("text.pem"), "hello");
        assertTrue(assertThrows(IllegalArgumentException.class, () -> TrustedKeys.read(text)).getMessage().contains("certificate"));
    }
}
