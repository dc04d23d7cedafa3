package io.gemello.broker;

import io.gemello.api.access.Subject;
import io.gemello.api.access.Users;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Principal;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.activemq.artemis.core.config.WildcardConfiguration;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.NoCacheLoginException;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.apache.activemq.artemis.utils.CertificateUtil;

/**
 * Sign-in against the runtime's users, by password, token or certificate, and the topic rights that follow. Called by Artemis' pool
 * threads, never by its I/O threads. Without the users' service only this process gets in.
 *
 * <p>A password check is made costly on purpose; Artemis asks again and again. So a password found right is remembered for
 * {@link #REMEMBERED_NANOS} under a keyed hash (the key lives in memory): a removed user or changed password is refused at the latest then.
 * A token or certificate is cheap: it is asked for each time, and what was found is only used while the users' service is away.
 */
final class SignIn implements ActiveMQSecurityManager5 {
    /** No user of the runtime can have these names. */
    static final String LOCAL_USER = "$gemello";
    static final String COMMANDER = "$gemello-commands";
    static final String ACTUATOR = "$gemello-actuators";
    static final long REMEMBERED_NANOS = TimeUnit.MINUTES.toNanos(5);
    private static final int REMEMBERED_MOST = 10_000;
    /** Checks of one moment: guessing must not take all cores. */
    private static final int CHECKS_AT_ONCE = 1;
    private static final long CHECK_PATIENCE_SECONDS = 5;

    private record Remembered(TopicRights.Granted rights, long atNanos, boolean token) {}

    private final Supplier<Users> users;
    private final TopicRights rights;
    private final Refusals refusals;
    private final LongSupplier nanos;
    private final WildcardConfiguration wildcards;
    private final Map<String, String> secrets = new HashMap<>();
    private final SecretKeySpec hashKey;
    private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE);
    private final Map<ByteBuffer, Remembered> remembered = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Remembered> eldest) {
            return size() > REMEMBERED_MOST;
        }
    };

    /** @param users gives null while the users' service is away */
    SignIn(Supplier<Users> users, TopicRights rights, Refusals refusals, LongSupplier nanos, WildcardConfiguration wildcards) {
        this.users = users;
        this.rights = rights;
        this.refusals = refusals;
        this.nanos = nanos;
        this.wildcards = wildcards;
        SecureRandom random = new SecureRandom();
        for (String local : List.of(LOCAL_USER, COMMANDER, ACTUATOR)) {
            secrets.put(local, Base64.getUrlEncoder().withoutPadding().encodeToString(fresh(random)));
        }
        hashKey = new SecretKeySpec(fresh(random), "HmacSHA256");
    }

    private static byte[] fresh(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Whether a name is that of a part of this runtime. */
    static boolean local(String user) {
        return LOCAL_USER.equals(user) || COMMANDER.equals(user) || ACTUATOR.equals(user);
    }

    /** Made anew with each object, kept nowhere else. */
    String secret() {
        return secret(LOCAL_USER);
    }

    /** @param local one of the names above */
    String secret(String local) {
        return secrets.get(local);
    }

    @Override
    public javax.security.auth.Subject authenticate(String user, String password, RemotingConnection connection, String domain) throws NoCacheLoginException {
        if (password == null) {
            X509Certificate[] chain = CertificateUtil.getCertsFromConnection(connection);
            if (chain != null && chain.length > 0) {
                return byCertificate(user, chain[0]);
            }
            refusals.signIn("no-password", "an MQTT client without password was refused: give it a user name and a password or token, or a certificate");
            return null;
        }
        if (local(user)) {
            return MessageDigest.isEqual(bytes(secret(user)), bytes(password)) ? subject(own(user)) : null;
        }
        Users known = users.get();
        Optional<Subject> byToken = known == null ? Optional.empty() : known.byToken(password);
        ByteBuffer key = key(user, password);
        if (byToken.isPresent() && (user == null || user.isEmpty() || user.equals(byToken.get().name()))) {
            return remember(key, byToken.get(), true);
        }
        synchronized (remembered) {
            Remembered earlier = remembered.get(key);
            if (earlier != null && !(earlier.token && known != null) && nanos.getAsLong() - earlier.atNanos < REMEMBERED_NANOS) {
                return subject(earlier.rights);
            }
            remembered.remove(key);
        }
        if (known == null) {
            throw away();
        }
        Optional<Subject> who = byToken.isPresent() || user == null || user.isEmpty() ? Optional.empty() : check(known, user, password);
        if (who.isEmpty()) {
            refusals.signIn("wrong-password", "MQTT sign-in of '" + printable(user) + "' refused: unknown user, wrong password or token");
            return null;
        }
        return remember(key, who.get(), false);
    }

    private TopicRights.Granted own(String local) {
        return switch (local) {
            case COMMANDER -> rights.commander(local);
            case ACTUATOR -> rights.actuator(local);
            default -> rights.telemetry(local);
        };
    }

    /** Whose signature was verified in the handshake. A user name may be given as well, but no other than the certificate's. */
    private javax.security.auth.Subject byCertificate(String user, X509Certificate certificate) throws NoCacheLoginException {
        Users known = users.get();
        ByteBuffer key = key(user, fingerprint(certificate));
        if (known == null) {
            synchronized (remembered) {
                Remembered earlier = remembered.get(key);
                if (earlier != null && nanos.getAsLong() - earlier.atNanos < REMEMBERED_NANOS) {
                    return subject(earlier.rights);
                }
            }
            throw away();
        }
        Optional<Subject> who = known.byCertificate(certificate).filter(found -> user == null || user.isEmpty() || user.equals(found.name()));
        if (who.isEmpty()) {
            refusals.signIn("certificate", "MQTT sign-in by certificate '" + printable(certificate.getSubjectX500Principal().getName()) + "' refused: its common name (CN) is no user"
                + (user == null || user.isEmpty() ? "" : ", or not '" + printable(user) + "'") + "; gemello user add makes one");
            return null;
        }
        return remember(key, who.get(), true);
    }

    private NoCacheLoginException away() {
        refusals.signIn("no-users", "MQTT sign-in refused: the users' service is not there (is bundle io.gemello.http running?)");
        return new NoCacheLoginException("the users' service is away");
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was verified can be encoded", e);
        }
    }

    private javax.security.auth.Subject remember(ByteBuffer key, Subject who, boolean token) {
        TopicRights.Granted granted = rights.of(who);
        synchronized (remembered) {
            remembered.put(key, new Remembered(granted, nanos.getAsLong(), token));
        }
        return subject(granted);
    }

    private Optional<Subject> check(Users known, String user, String password) throws NoCacheLoginException {
        try {
            if (!checks.tryAcquire(CHECK_PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                refusals.signIn("too-many", "MQTT sign-ins refused: more passwords to check than can be checked; let devices sign in by token");
                throw new NoCacheLoginException("too many sign-ins at once");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NoCacheLoginException("interrupted");
        }
        try {
            return known.byPassword(user, password);
        } finally {
            checks.release();
        }
    }

    /** @param address Artemis' form of a topic or filter; for queues {@code address::queue} */
    @Override
    public boolean authorize(javax.security.auth.Subject subject, Set<Role> roles, CheckType wanted, String address) {
        TopicRights.Granted granted = granted(subject);
        if (granted == null || address.startsWith("$")) {
            return false;
        }
        int queue = address.indexOf("::");
        String topic = MQTTUtil.getMqttTopicFromCoreAddress(queue < 0 ? address : address.substring(0, queue), wildcards);
        boolean allowed = switch (wanted) {
            case SEND -> granted.mayPublish(topic);
            case CONSUME, BROWSE, CREATE_DURABLE_QUEUE, DELETE_DURABLE_QUEUE, CREATE_NON_DURABLE_QUEUE, DELETE_NON_DURABLE_QUEUE -> granted.maySubscribe(topic);
            case CREATE_ADDRESS -> granted.mayPublish(topic) || granted.maySubscribe(topic);
            default -> false;
        };
        if (!allowed) {
            refusals.count("right", "MQTT user '" + granted.name() + "' has no right to " + (wanted == CheckType.SEND ? "publish to '" : "subscribe to '")
                + topic + "': see rights.* of io.gemello.broker");
        }
        return allowed;
    }

    private static TopicRights.Granted granted(javax.security.auth.Subject subject) {
        if (subject != null) {
            for (Principal p : subject.getPrincipals()) {
                if (p instanceof TopicRights.Granted granted) {
                    return granted;
                }
            }
        }
        return null;
    }

    private static javax.security.auth.Subject subject(TopicRights.Granted granted) {
        return new javax.security.auth.Subject(true, Set.of(new UserPrincipal(granted.name()), granted), Set.of(), Set.of());
    }

    private ByteBuffer key(String user, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hashKey);
            mac.update(bytes(user == null ? "" : user));
            mac.update((byte) 0);
            return ByteBuffer.wrap(mac.doFinal(bytes(password)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A stranger's text for a log line: bounded and without control characters. */
    static String printable(String text) {
        String safe = text == null ? "" : text.replaceAll("\\p{Cntrl}", "?");
        return safe.length() > 80 ? safe.substring(0, 80) + "…" : safe;
    }

    @Override
    public boolean validateUser(String user, String password) {
        return false;
    }

    @Override
    public boolean validateUserAndRole(String user, String password, Set<Role> roles, CheckType checkType) {
        return false;
    }
}
