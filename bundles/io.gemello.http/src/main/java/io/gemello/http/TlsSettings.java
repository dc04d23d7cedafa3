package io.gemello.http;

import io.gemello.api.access.TlsPort;

/**
 * The web server's TLS as configured.
 *
 * @param redirect whether the plain port of this machine leads to TLS, else it serves
 */
record TlsSettings(TlsPort port, boolean redirect) {
    static final String PID = "io.gemello.http.tls";

    /** @throws IllegalArgumentException with the sentence that the operator needs */
    static TlsSettings of(TlsPort port, String plain) {
        if (!plain.equals("redirect") && !plain.equals("serve")) {
            throw new IllegalArgumentException(PID + ": plain is '" + plain + "'; it can be redirect or serve");
        }
        return new TlsSettings(port, plain.equals("redirect"));
    }

    boolean on() {
        return port.on();
    }
}
