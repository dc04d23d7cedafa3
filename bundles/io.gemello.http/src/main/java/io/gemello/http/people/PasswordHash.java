package io.gemello.http.people;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted PBKDF2 hash; the parameters travel with it, so they can grow without a conversion. Salt and hash are Base64. */
record PasswordHash(String algorithm, int iterations, String salt, String hash) {
    /** OWASP's figure of 2023 for this algorithm. */
    private static final int ITERATIONS = 210_000;
    private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
    private static final int BITS = 256;
    private static final int SALT_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static PasswordHash of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return new PasswordHash(ALGORITHM, ITERATIONS, text(salt), text(derive(ALGORITHM, password, salt, ITERATIONS)));
    }

    /** A hash that no password fits, for names that nobody has. */
    static PasswordHash ofNobody() {
        byte[] random = new byte[SALT_BYTES + BITS / Byte.SIZE];
        RANDOM.nextBytes(random);
        return new PasswordHash(ALGORITHM, ITERATIONS, text(Arrays.copyOf(random, SALT_BYTES)), text(Arrays.copyOfRange(random, SALT_BYTES, random.length)));
    }

    /** Costs some 100 ms of CPU by intention; the comparison takes the same time for every wrong password. */
    boolean fits(String password) {
        return MessageDigest.isEqual(Base64.getDecoder().decode(hash), derive(algorithm, password, Base64.getDecoder().decode(salt), iterations));
    }

    private static byte[] derive(String algorithm, String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
        try {
            return SecretKeyFactory.getInstance(algorithm).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException unknown) {
            throw new IllegalStateException("this Java cannot do " + algorithm, unknown);
        } finally {
            spec.clearPassword();
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Hashes stay out of logs too. */
    @Override
    public String toString() {
        return algorithm;
    }
}
