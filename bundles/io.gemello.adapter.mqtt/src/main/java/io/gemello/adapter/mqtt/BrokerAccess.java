package io.gemello.adapter.mqtt;

import io.gemello.api.access.LocalBroker;
import io.gemello.api.access.TlsFiles;
import io.gemello.api.access.TlsPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.osgi.framework.BundleContext;

/** Where the broker is and what it is told: the embedded one, whose secret changes with each start, or one that is configured. */
final class BrokerAccess {
    /** The embedded broker's session of an adapter never expires: MQTT 5, 3.1.2.11.2. */
    private static final long NEVER = 0xFFFF_FFFFL;
    private static final Set<PosixFilePermission> PRIVATE = EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final String owner;
    private final TlsPaths paths;
    private final MqttLink.Target configured;
    private final boolean embedded;
    /** Stays in use while the part that reads the files is away. The keeper's thread's. */
    private SSLContext context;

    /**
     * @param pid for messages
     * @param owner of the certificates, for health: {@code adapter.NAME}
     * @param passwordFile null for none
     * @throws IllegalArgumentException with the sentence that the operator needs
     */
    BrokerAccess(String pid, String owner, String uri, String user, Path passwordFile, String clientId, int version, long sessionExpirySeconds, int receiveMaximum, TlsPaths paths) {
        this.owner = owner;
        this.paths = paths;
        embedded = uri.isBlank();
        require(version == 5 || version == 3, pid + ": version is " + version + "; it can be 5, or 3 for MQTT 3.1.1");
        require(receiveMaximum >= 1 && receiveMaximum <= 65_535, pid + ": receive.maximum must lie between 1 and 65535");
        require(sessionExpirySeconds >= 1 && sessionExpirySeconds <= NEVER, pid + ": session.expiry.seconds must lie between 1 and " + NEVER);
        require(!embedded || user.isEmpty() && passwordFile == null, pid + ": user and password.file belong to a uri; the embedded broker needs neither");
        String password = passwordFile == null ? null : password(pid, passwordFile);
        require(password == null || !user.isBlank(), pid + ": there is a password.file but no user");
        require(!paths.any() || uri.strip().startsWith("ssl://"), pid + ": tls.ca, tls.cert and tls.key need a uri that begins with ssl://");
        configured = new MqttLink.Target(uri.strip(), clientId, user, password, version, sessionExpirySeconds, receiveMaximum, null);
    }

    /** A configured file: null for none, a relative one belongs to the data folder. */
    static Path file(BundleContext context, String configured) {
        String data = context.getProperty("gemello.data");
        return configured.isBlank() ? null : Path.of(data == null ? "" : data).resolve(configured.strip());
    }

    boolean embedded() {
        return embedded;
    }

    /** For people. */
    String where() {
        return embedded ? "the embedded broker" : configured.uri();
    }

    /**
     * @param local the embedded broker as it is now, or null; null is returned where it is needed and absent
     * @param files who reads certificates, or null while nobody does
     * @throws MqttLink.Refused when the certificates cannot be used
     */
    MqttLink.Target target(LocalBroker local, TlsFiles files) throws MqttLink.Refused {
        if (!embedded) {
            return paths.any() ? configured.with(new MqttLink.Tls(context(files), paths)) : configured;
        }
        return local == null ? null : new MqttLink.Target(local.uri().toString(), configured.clientId(), local.user(), local.secret(),
            configured.version(), NEVER, configured.receiveMaximum(), null);
    }

    private SSLContext context(TlsFiles files) throws MqttLink.Refused {
        try {
            context = files == null ? context : files.context(owner, paths);
        } catch (IllegalArgumentException e) {
            if (context == null) {
                throw new MqttLink.Refused(true, e.getMessage());
            }
            // What was read before stays in use; the files' own health says what is wrong with them.
        }
        if (context == null) {
            throw new MqttLink.Refused(false, "nobody reads the certificates for " + configured.uri() + ": is bundle io.gemello.http active?");
        }
        return context;
    }

    /** The certificates are not used any more. @param files null while nobody reads them */
    void close(TlsFiles files) {
        if (files != null && paths.any()) {
            files.forget(owner);
        }
    }

    private static String password(String pid, Path file) {
        try {
            Set<PosixFilePermission> open = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            open.removeAll(PRIVATE);
            require(open.isEmpty(), pid + ": others may read " + file + ": chmod 600 " + file);
            return Files.readString(file).strip();
        } catch (IOException | UnsupportedOperationException e) {
            throw new IllegalArgumentException(pid + ": cannot read password.file " + file + " (" + e.getMessage() + ")", e);
        }
    }

    private static void require(boolean holds, String sentence) {
        if (!holds) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
