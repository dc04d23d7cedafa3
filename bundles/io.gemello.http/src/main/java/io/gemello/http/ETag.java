package io.gemello.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** Validators of RFC 9110 section 8.8. */
final class ETag {
    /** 96 bits of the hash: enough that two states of one resource never meet. */
    private static final int BYTES = 12;

    private ETag() {}

    /** A weak one, from the bytes before compression. */
    static String of(byte[] body) {
        try {
            return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(body), BYTES)) + '"';
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException(never);
        }
    }

    /** If-None-Match with the weak comparison of section 8.8.3.2. @param ifNoneMatch the header, or null */
    static boolean fits(String ifNoneMatch, String etag) {
        if (ifNoneMatch == null) {
            return false;
        }
        String wanted = opaque(etag);
        return ifNoneMatch.strip().equals("*") || Arrays.stream(ifNoneMatch.split(",")).anyMatch(one -> opaque(one.strip()).equals(wanted));
    }

    private static String opaque(String etag) {
        return etag.startsWith("W/") ? etag.substring(2) : etag;
    }
}
