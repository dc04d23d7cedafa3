package io.gemello.http;

import io.gemello.api.http.HttpProblem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Refuses paths that two programs could read differently. What passes has one meaning: segments between raw slashes,
 * each decoded once; an escaped slash is part of its segment.
 */
final class PathCheck {
    /** Longer than any path of ours, shorter than what is worth parsing. */
    private static final int MAX_LENGTH = 4096;

    private PathCheck() {}

    /** The raw segments of a raw request path. @throws HttpProblem 400 {@code gemello:path.refused} */
    static List<String> segments(String raw) {
        if (raw == null || raw.isEmpty() || raw.charAt(0) != '/') {
            throw refused("it does not begin with a slash");
        }
        if (raw.length() > MAX_LENGTH) {
            throw refused("it is longer than " + MAX_LENGTH + " characters");
        }
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == ';' || c == '#') {
                throw refused("it holds a character that must be escaped or has no place there");
            }
        }
        String[] segments = raw.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            String decoded = decode(segments[i]);
            if (decoded.isEmpty() && i < segments.length - 1) {
                throw refused("it holds an empty segment");
            }
            // No path of ours begins with data; escaped, the console's own path would look like another's.
            if (i == 0 && decoded.indexOf('/') >= 0) {
                throw refused("its first segment holds an escaped slash");
            }
            check(decoded);
        }
        return List.of(segments);
    }

    private static void check(String decoded) {
        for (String part : decoded.split("/", -1)) {
            if (part.equals(".") || part.equals("..")) {
                throw refused("it holds a dot segment");
            }
        }
        for (int i = 0; i < decoded.length(); i++) {
            char c = decoded.charAt(i);
            if (c < ' ' || c == 0x7f || c == '\\') {
                throw refused("it holds an escaped control character or backslash");
            }
        }
    }

    /** Percent-decoding, once, of strict UTF-8. A plus stays a plus: that is how paths differ from forms. */
    static String decode(String segment) {
        if (segment.indexOf('%') < 0) {
            return segment;
        }
        byte[] bytes = new byte[segment.length()];
        int n = 0;
        for (int i = 0; i < segment.length(); i++) {
            char c = segment.charAt(i);
            if (c == '%') {
                boolean whole = i + 2 < segment.length();
                int high = whole ? Character.digit(segment.charAt(i + 1), 16) : -1;
                int low = whole ? Character.digit(segment.charAt(i + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw refused("it holds a broken percent escape");
                }
                bytes[n++] = (byte) (high << 4 | low);
                i += 2;
            } else {
                bytes[n++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, n)).toString();
        } catch (CharacterCodingException no) {
            throw refused("its escapes are not UTF-8");
        }
    }

    private static HttpProblem refused(String why) {
        return new HttpProblem(400, "gemello:path.refused", "The path is refused: " + why + ".", "Escape what is data, and send the path without dots, double slashes and parameters.");
    }
}
