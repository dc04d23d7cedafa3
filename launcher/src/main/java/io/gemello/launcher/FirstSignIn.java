package io.gemello.launcher;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * What the first user signs in with. The secrets go to the bundle that keeps users by services of this process, never
 * by framework properties (the web console shows those), and only a terminal is ever told them.
 *
 * @param password for the user {@code operator} at the very first start; null later
 * @param link a single-use token for the ready line's link; null without a terminal
 * @param show whether the password was made here and must be shown once
 */
record FirstSignIn(String password, String link, boolean show) {
    private static final int SECRET_BYTES = 15;
    /** As the bundle that keeps users wants it. */
    private static final int SHORTEST = 8;

    static FirstSignIn of(boolean firstStart, boolean terminal, String given) {
        String link = terminal ? secret() : null;
        if (!firstStart) {
            return new FirstSignIn(null, link, false);
        }
        if (given != null && !given.isBlank()) {
            if (given.length() < SHORTEST) {
                throw new UsageException("GEMELLO_PASSWORD is too short: user operator's password needs at least " + SHORTEST + " characters");
            }
            return new FirstSignIn(given, link, false);
        }
        if (!terminal) {
            throw new UsageException("first start without a terminal: set GEMELLO_PASSWORD to the password that user operator shall have");
        }
        return new FirstSignIn(secret(), link, true);
    }

    /** The secrets by name, for services with the property {@code gemello.secret}. */
    Map<String, String> secrets() {
        Map<String, String> named = new HashMap<>();
        if (password != null) {
            named.put("first-password", password);
        }
        if (link != null) {
            named.put("link", link);
        }
        return named;
    }

    @Override
    public String toString() {
        return "FirstSignIn";
    }

    private static String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
