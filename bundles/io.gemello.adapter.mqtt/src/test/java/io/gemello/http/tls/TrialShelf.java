package io.gemello.http.tls;

import io.gemello.api.access.TlsFiles;
import java.nio.file.Path;
import java.time.Clock;

/** This runtime's own reader of certificates, as the adapter finds it. */
public final class TrialShelf {
    private TrialShelf() {}

    public static TlsFiles of(Path data) {
        return new CertificateShelf(data, Clock.systemUTC());
    }
}
