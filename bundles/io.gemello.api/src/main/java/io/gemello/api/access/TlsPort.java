package io.gemello.api.access;

import java.util.Locale;
import javax.net.ssl.SSLEngine;

/**
 * A port that speaks TLS, as an operator configured it: the keys {@code tls.port}, {@code tls.cert}, {@code tls.key},
 * {@code tls.client.ca} and {@code tls.client.auth} mean the same wherever they stand.
 *
 * @param number 0 takes a free one
 */
public record TlsPort(int number, TlsPaths paths, ClientAuth clients) {
    /** Whether clients are asked for a certificate. One that is shown is verified in any case. */
    public enum ClientAuth { NONE, WANT, NEED }

    private static final int HIGHEST = 65_535;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /**
     * @param where the configuration's name, for messages
     * @throws IllegalArgumentException with the sentence that the operator needs
     */
    public static TlsPort of(String where, int number, TlsPaths paths, String clientAuth) {
        require(where, number >= 0 && number <= HIGHEST, "tls.port is " + number + "; a port lies between 0 (any free one) and " + HIGHEST);
        ClientAuth clients;
        try {
            clients = ClientAuth.valueOf(clientAuth.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(where + ": tls.client.auth is '" + clientAuth + "'; it can be none, want or need", unknown);
        }
        require(where, clients == ClientAuth.NONE || !paths.authority().isEmpty(), "tls.client.auth = " + clientAuth + " needs tls.client.ca, the authority that signs the clients' certificates");
        require(where, !paths.any() || !paths.certificate().isEmpty(), "tls.cert is missing: TLS needs tls.cert and tls.key");
        return new TlsPort(number, paths, clients);
    }

    /** Whether there is such a port at all. */
    public boolean on() {
        return paths.any();
    }

    /** Makes the server's side of one connection: TLS 1.2 or 1.3, certificates asked for as configured. */
    public SSLEngine serve(SSLEngine engine) {
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(PROTOCOLS);
        engine.setWantClientAuth(clients == ClientAuth.WANT);
        if (clients == ClientAuth.NEED) {
            engine.setNeedClientAuth(true);
        }
        return engine;
    }

    private static void require(String where, boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(where + ": " + sentence);
        }
    }
}
