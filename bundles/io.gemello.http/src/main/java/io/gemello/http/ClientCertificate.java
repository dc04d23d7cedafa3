package io.gemello.http;

import jakarta.servlet.http.HttpServletRequest;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** The certificate by which a caller's connection was made; its signature was verified in the handshake. */
final class ClientCertificate {
    private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

    private ClientCertificate() {}

    static Optional<X509Certificate> of(HttpServletRequest request) {
        return request.isSecure() && request.getAttribute(ATTRIBUTE) instanceof X509Certificate[] chain && chain.length > 0 ? Optional.of(chain[0]) : Optional.empty();
    }
}
