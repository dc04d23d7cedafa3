package io.gemello.broker;

import io.gemello.api.access.TlsPaths;
import java.util.Locale;

/**
 * The TLS port as configured.
 *
 * @param address to listen on
 * @param port 0 takes a free one
 */
record TlsSettings(String address, int port, TlsPaths paths, ClientAuth clients) {
    enum ClientAuth { NONE, WANT, NEED }

    private static final String PID = "io.gemello.broker: ";
    private static final int HIGHEST_PORT = 65_535;

    /** @throws IllegalArgumentException with the sentence that the operator needs */
    static TlsSettings of(String address, int port, TlsPaths paths, String clientAuth) {
        require(port >= 0 && port <= HIGHEST_PORT, "tls.port is " + port + "; a port lies between 0 (any free one) and " + HIGHEST_PORT);
        ClientAuth clients;
        try {
            clients = ClientAuth.valueOf(clientAuth.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(PID + "tls.client.auth is '" + clientAuth + "'; it can be none, want or need", unknown);
        }
        require(clients == ClientAuth.NONE || !paths.authority().isEmpty(), "tls.client.auth = " + clientAuth + " needs tls.client.ca, the authority that signs the clients' certificates");
        require(!paths.any() || !paths.certificate().isEmpty(), "tls.cert is missing: TLS needs tls.cert and tls.key");
        return new TlsSettings(address, port, paths, clients);
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
