package io.gemello.http;

import io.gemello.api.access.TlsPaths;
import java.util.Locale;

/**
 * The web server's TLS as configured.
 *
 * @param port 0 takes a free one
 * @param redirect whether the plain port of this machine leads to TLS, else it serves
 */
record TlsSettings(int port, TlsPaths paths, ClientAuth clients, boolean redirect) {
    enum ClientAuth { NONE, WANT, NEED }

    private static final String PID = "io.gemello.http.tls: ";
    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException with the sentence that the operator needs */
    static TlsSettings of(int port, TlsPaths paths, String clientAuth, String plain) {
        require(port >= 0 && port <= HIGHEST_PORT, "tls.port is " + port + "; a port lies between 0 (any free one) and " + HIGHEST_PORT);
        require(plain.equals("redirect") || plain.equals("serve"), "plain is '" + plain + "'; it can be redirect or serve");
        ClientAuth clients;
        try {
            clients = ClientAuth.valueOf(clientAuth.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(PID + "tls.client.auth is '" + clientAuth + "'; it can be none, want or need", unknown);
        }
        require(clients == ClientAuth.NONE || !paths.authority().isEmpty(), "tls.client.auth = " + clientAuth + " needs tls.client.ca, the authority that signs the clients' certificates");
        require(!paths.any() || !paths.certificate().isEmpty(), "tls.cert is missing: TLS needs tls.cert and tls.key");
        return new TlsSettings(port, paths, clients, plain.equals("redirect"));
    }

    boolean on() {
        return paths.any();
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(PID + sentence);
        }
    }
}
