package io.gemello.api.access;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Who is known here. Any thread. A password check costs tens of milliseconds by intention: do not call it from an I/O thread. */
@ProviderType
public interface Users {
    Optional<Subject> byPassword(String name, String password);

    /** By an access token, as in {@code Authorization: Bearer x} or {@code Token x}. Cheap. */
    Optional<Subject> byToken(String token);

    /**
     * By a client certificate whose holder has proven to have its key, and whose signature has been verified against the
     * configured authority: both are the caller's matter. Cheap.
     */
    default Optional<Subject> byCertificate(X509Certificate verified) {
        return Optional.empty();
    }
}
