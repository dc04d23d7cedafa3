package io.gemello.launcher.trust;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.ZipFile;
import jdk.security.jarsigner.JarSigner;

/** Keys made by keytool, and jars signed with them as jarsigner does it. */
final class Signing {
    private static final String PASSWORD = "changeit";
    private final Path store;

    Signing(Path folder) {
        this.store = folder.resolve("keys.p12");
    }

    /** @param options of {@code keytool -genkeypair}, such as an issuer or extensions */
    void key(String alias, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1", "-dname", "CN=" + alias));
        all.addAll(Arrays.asList(options));
        keytool(all);
    }

    /** Writes their certificates in PEM. */
    Path trust(Path pem, String... aliases) throws Exception {
        StringBuilder text = new StringBuilder();
        for (String alias : aliases) {
            text.append("-----BEGIN CERTIFICATE-----\n").append(Base64.getMimeEncoder().encodeToString(open().getCertificate(alias).getEncoded())).append("\n-----END CERTIFICATE-----\n");
        }
        return Files.writeString(pem, text);
    }

    Path sign(Path jar, String alias) throws Exception {
        KeyStore keys = open();
        List<Certificate> chain = List.of(keys.getCertificateChain(alias));
        JarSigner signer = new JarSigner.Builder((PrivateKey) keys.getKey(alias, PASSWORD.toCharArray()), CertificateFactory.getInstance("X.509").generateCertPath(chain)).signerName("SIGNER").build();
        Path signed = jar.resolveSibling(alias + "-" + jar.getFileName());
        try (ZipFile from = new ZipFile(jar.toFile()); OutputStream to = Files.newOutputStream(signed)) {
            signer.sign(from, to);
        }
        return signed;
    }

    private KeyStore open() throws Exception {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(options);
        command.addAll(List.of("-keystore", store.toString(), "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IOException(said);
        }
    }
}
