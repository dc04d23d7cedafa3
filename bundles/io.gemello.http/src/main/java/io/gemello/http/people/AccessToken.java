package io.gemello.http.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A token as it is kept: its SHA-256. A token is 256 random bits, so a plain hash is enough; nobody can guess it.
 *
 * @param id the first characters of the hash, to name it in lists
 */
record AccessToken(String id, String sha256, Instant created) {
    private static final int SECRET_BYTES = 32;
    private static final int ID_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new secret, to be shown once. */
    static String newSecret() {
        byte[] bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        return "gem_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static AccessToken of(String secret, Instant now) {
        String hash = sha256(secret);
        return new AccessToken(hash.substring(0, ID_LENGTH), hash, now);
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }
}
