package io.gemello.http.people;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.LongSupplier;

/** The link that an interactive start shows: it signs in once, and only in its first minutes. */
final class SignInLink {
    private static final long LIFE_NANOS = Duration.ofMinutes(10).toNanos();
    private final LongSupplier nanos;
    private final long madeNanos;
    private byte[] secret;

    /** @param secret null where there is no link */
    SignInLink(String secret, LongSupplier nanos) {
        this.secret = secret == null ? null : secret.getBytes(StandardCharsets.UTF_8);
        this.nanos = nanos;
        this.madeNanos = nanos.getAsLong();
    }

    synchronized boolean redeem(String given) {
        if (secret == null || nanos.getAsLong() - madeNanos > LIFE_NANOS || !MessageDigest.isEqual(secret, given.getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        secret = null;
        return true;
    }
}
