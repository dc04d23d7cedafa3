package io.gemello.http.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Remembers passwords that were right, so that Basic sign-in at every request is cheap: by a hash under a key that is made anew at each start and lives in memory only. */
final class VerifiedPasswords {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MAX = 512;
    private final SecretKeySpec key;
    private final Map<String, PasswordHash> verified = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PasswordHash> eldest) {
            return size() > MAX;
        }
    };

    VerifiedPasswords() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    /** @param current the user's hash of today: another one than was verified means another password */
    boolean knows(String name, String password, PasswordHash current) {
        String mac = mac(name, password);
        synchronized (verified) {
            return current.equals(verified.get(mac));
        }
    }

    void remember(String name, String password, PasswordHash current) {
        String mac = mac(name, password);
        synchronized (verified) {
            verified.put(mac, current);
        }
    }

    private String mac(String name, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getEncoder().encodeToString(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException never) {
            throw new IllegalStateException(never);
        }
    }
}
