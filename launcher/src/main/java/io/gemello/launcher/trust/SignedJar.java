package io.gemello.launcher.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.CodeSigner;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/** A jar's signatures (JAR file specification, "Signed JAR File"): every entry must be there, unchanged and signed by a trusted key. */
final class SignedJar {
    private final TrustedKeys keys;

    SignedJar(TrustedKeys keys) {
        this.keys = keys;
    }

    /** @return why it is not trusted; null when it is */
    String refusal(Path jar) {
        try (JarFile open = new JarFile(jar.toFile(), true)) {
            if (open.getManifest() == null) {
                return "it has no manifest";
            }
            String gone = gone(open);
            if (gone != null) {
                return "entry " + gone + " was signed and is gone";
            }
            boolean any = false;
            for (JarEntry entry : (Iterable<JarEntry>) open.stream()::iterator) {
                if (entry.isDirectory()) {
                    ContentDigest.requireEmpty(entry.getName(), open.getInputStream(entry));
                }
                String why = entry.isDirectory() || isSignature(entry.getName()) ? null : refusal(open, entry);
                if (why != null) {
                    return why;
                }
                any |= entry.getCodeSigners() != null;
            }
            return any ? null : "it is not signed";
        } catch (SecurityException tampered) {
            return "its signature does not fit its content (" + tampered.getMessage() + ")";
        } catch (IOException broken) {
            return "it cannot be read (" + broken.getMessage() + ")";
        }
    }

    /** The JDK compares what is there and does not miss what is not. */
    private static String gone(JarFile jar) throws IOException {
        for (var section : jar.getManifest().getEntries().entrySet()) {
            boolean signed = section.getValue().keySet().stream().anyMatch(key -> key.toString().endsWith("-Digest"));
            if (signed && jar.getEntry(section.getKey()) == null) {
                return section.getKey();
            }
        }
        return null;
    }

    /** The signers of an entry are known, and its digest compared, once it was read to its end. */
    private String refusal(JarFile jar, JarEntry entry) throws IOException {
        try (InputStream in = jar.getInputStream(entry)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        CodeSigner[] signers = entry.getCodeSigners();
        if (signers == null) {
            return signedAtAll(jar) ? "entry " + entry.getName() + " is not signed" : "it is not signed";
        }
        return List.of(signers).stream().anyMatch(keys::trust) ? null : "it is signed by " + name(signers[0]) + ", who is not trusted";
    }

    private static boolean signedAtAll(JarFile jar) {
        return jar.stream().anyMatch(entry -> entry.getName().toUpperCase(Locale.ROOT).matches("META-INF/[^/]+\\.SF"));
    }

    private static String name(CodeSigner signer) {
        return ((java.security.cert.X509Certificate) signer.getSignerCertPath().getCertificates().get(0)).getSubjectX500Principal().getName();
    }

    /** What a signature consists of cannot be signed by it. */
    private static boolean isSignature(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("META-INF/MANIFEST.MF") || upper.matches("META-INF/([^/]+\\.(SF|RSA|DSA|EC)|SIG-[^/]*)");
    }
}
