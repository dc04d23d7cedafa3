package io.gemello.twin.ditto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import org.eclipse.ditto.client.configuration.TrustStoreConfiguration;

/** An authority's certificates in the form in which the client takes them: a key store at a URL. It is kept in memory alone. */
final class TrustedAuthority {
    /** Of a store that holds nothing secret. */
    private static final String WORD = "public";

    private TrustedAuthority() {}

    /** @param pem the authority's certificates @throws IOException with the sentence an operator needs */
    static TrustStoreConfiguration of(Path pem) throws IOException {
        byte[] store;
        try (InputStream text = Files.newInputStream(pem)) {
            store = store(CertificateFactory.getInstance("X.509").generateCertificates(text));
        } catch (IOException | GeneralSecurityException unusable) {
            throw new IOException("tls.ca of the mirror, " + pem + ", holds no certificates in PEM: " + unusable.getMessage(), unusable);
        }
        return TrustStoreConfiguration.newBuilder().location(new URL(null, "memory:authority", new InMemory(store))).password(WORD).build();
    }

    private static byte[] store(Collection<? extends Certificate> certificates) throws IOException, GeneralSecurityException {
        if (certificates.isEmpty()) {
            throw new IOException("it is empty");
        }
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry("authority-" + store.size(), certificate);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, WORD.toCharArray());
        return bytes.toByteArray();
    }

    private static final class InMemory extends URLStreamHandler {
        private final byte[] content;

        InMemory(byte[] content) {
            this.content = content;
        }

        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {
                    connected = true;
                }

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(content);
                }
            };
        }
    }
}
