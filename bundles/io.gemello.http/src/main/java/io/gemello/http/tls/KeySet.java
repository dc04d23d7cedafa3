package io.gemello.http.tls;

import io.gemello.api.access.TlsPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * What one set of files gives.
 *
 * @param soonest the certificate among them that expires first; null where there is none
 */
record KeySet(SSLContext context, Expiring soonest) {
    /** @param path the file it lies in */
    record Expiring(X509Certificate certificate, Path path) {
        Instant until() {
            return certificate.getNotAfter().toInstant();
        }

        Instant from() {
            return certificate.getNotBefore().toInstant();
        }
    }

    /** @throws IllegalArgumentException naming the file and what to do */
    static KeySet read(TlsPaths paths, Path data) {
        if (paths.certificate().isEmpty() != paths.key().isEmpty()) {
            throw new IllegalArgumentException("tls.cert and tls.key belong together: give both or none");
        }
        List<X509Certificate> chain = List.of();
        List<X509Certificate> authorities = List.of();
        PrivateKey key = null;
        if (!paths.certificate().isEmpty()) {
            Path file = data.resolve(paths.certificate());
            chain = PemFile.read("tls.cert", file).certificates("tls.cert");
            requireOrder(chain, file);
            key = KeyFile.read(data.resolve(paths.key()), chain.get(0).getPublicKey(), file);
        }
        if (!paths.authority().isEmpty()) {
            authorities = PemFile.read("the authority's file", data.resolve(paths.authority())).certificates("the authority's file");
        }
        Stream<Expiring> own = chain.stream().map(c -> new Expiring(c, data.resolve(paths.certificate())));
        Stream<Expiring> theirs = authorities.stream().map(c -> new Expiring(c, data.resolve(paths.authority())));
        return new KeySet(context(key, chain, authorities), Stream.concat(own, theirs).min(Comparator.comparing(Expiring::until)).orElse(null));
    }

    private static void requireOrder(List<X509Certificate> chain, Path file) {
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                throw new IllegalArgumentException("tls.cert " + file + ": certificate " + (i + 1) + " (" + chain.get(i).getSubjectX500Principal() + ") did not sign the one before it: the own certificate stands first, then the one that signed it, and so on");
            }
        }
    }

    private static SSLContext context(PrivateKey key, List<X509Certificate> chain, List<X509Certificate> authorities) {
        // In memory only, for a moment: the password guards nothing, but some stores want one.
        char[] password = Long.toHexString(new SecureRandom().nextLong()).toCharArray();
        try {
            KeyManager[] keys = null;
            if (key != null) {
                KeyStore store = empty(password);
                store.setKeyEntry("own", key, password, chain.toArray(new Certificate[0]));
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, password);
                keys = factory.getKeyManagers();
            }
            TrustManager[] trusted = null;
            if (!authorities.isEmpty()) {
                KeyStore store = empty(password);
                for (int i = 0; i < authorities.size(); i++) {
                    store.setCertificateEntry("authority-" + i, authorities.get(i));
                }
                TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init(store);
                trusted = factory.getTrustManagers();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trusted, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore empty(char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, password);
        return store;
    }
}
