package io.gemello.api.access;

import javax.net.ssl.SSLContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys and certificates for TLS, read in one place: watched for renewal, their expiry shown in health. Any thread; the first
 * look at a set of files reads them.
 */
@ProviderType
public interface TlsFiles {
    /**
     * What a new connection begins with; ask for each, since the files may have been renewed. Made of the JDK's own classes
     * alone: the last one may be used on while this service is away, and holds no bundle. It sets no bounds of its own:
     * protocols, client authentication and host names are the caller's matter.
     *
     * @param owner who asks, for health and log: {@code http}, {@code broker}, {@code adapter.hall}
     * @throws IllegalArgumentException with the sentence that the operator needs, as long as nothing usable could be read
     */
    SSLContext context(String owner, TlsPaths paths);

    /** Watches that owner's files no more. */
    void forget(String owner);
}
