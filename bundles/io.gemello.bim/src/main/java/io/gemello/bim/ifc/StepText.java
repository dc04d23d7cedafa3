package io.gemello.bim.ifc;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Text as it stands in a Part-21 file (ISO 10303-21, 6.4.3): {@code ''}, {@code \\}, {@code \S\c} with the alphabet that {@code \Px\}
 * names, {@code \X\hh}, {@code \X2\…\X0\} (UTF-16) and {@code \X4\…\X0\} (UTF-32). An escape that is none of these is left as it stands.
 * Bytes above 126, which the standard forbids, are taken as UTF-8 where they are that, else as Latin-1.
 */
public final class StepText {
    private static final int LAST_PRINTABLE = 126;
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private final String raw;
    private final StringBuilder out;
    private int at;
    private Charset alphabet = StandardCharsets.ISO_8859_1;

    private StepText(String raw) {
        this.raw = raw;
        this.out = new StringBuilder(raw.length());
    }

    /** @param bytes what stands between the apostrophes */
    static String decode(byte[] bytes, int length) {
        boolean escaped = false;
        boolean plain = true;
        for (int i = 0; i < length; i++) {
            escaped |= bytes[i] == '\\' || bytes[i] == '\'';
            plain &= bytes[i] >= 0;
        }
        String raw = plain ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1) : wild(bytes, length);
        return escaped ? new StepText(raw).unescape() : raw;
    }

    private static String wild(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, 0, length)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        }
    }

    private String unescape() {
        while (at < raw.length()) {
            char c = raw.charAt(at);
            if (c == '\'' && raw.startsWith("''", at)) {
                out.append('\'');
                at += 2;
            } else if (c != '\\' || !escape()) {
                out.append(c);
                at++;
            }
        }
        return out.toString();
    }

    /** @return false where no escape stands here */
    private boolean escape() {
        if (raw.startsWith("\\\\", at)) {
            out.append('\\');
            at += 2;
            return true;
        }
        if (raw.startsWith("\\S\\", at) && at + 3 < raw.length() && raw.charAt(at + 3) < 128) {
            out.append(new String(new byte[] {(byte) (raw.charAt(at + 3) + 128)}, alphabet));
            at += 4;
            return true;
        }
        if (raw.startsWith("\\P", at) && at + 3 < raw.length() && raw.charAt(at + 3) == '\\' && raw.charAt(at + 2) >= 'A' && raw.charAt(at + 2) <= 'I') {
            String name = "ISO-8859-" + (raw.charAt(at + 2) - 'A' + 1);
            alphabet = Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.ISO_8859_1;
            at += 4;
            return true;
        }
        if (raw.startsWith("\\X\\", at)) {
            int code = hex(at + 3, 2);
            if (code >= 0) {
                out.append((char) code);
                at += 5;
                return true;
            }
            return false;
        }
        return raw.startsWith("\\X2\\", at) ? wide(4) : raw.startsWith("\\X4\\", at) && wide(8);
    }

    /** Groups of hexadecimal digits up to {@code \X0\}; all or nothing. */
    private boolean wide(int digits) {
        int end = raw.indexOf("\\X0\\", at + 4);
        if (end < 0 || (end - at - 4) % digits != 0) {
            return false;
        }
        StringBuilder text = new StringBuilder();
        for (int i = at + 4; i < end; i += digits) {
            int code = hex(i, digits);
            if (code < 0 || code > Character.MAX_CODE_POINT) {
                return false;
            }
            if (digits == 4) {
                text.append((char) code);
            } else {
                text.appendCodePoint(code);
            }
        }
        out.append(text);
        at = end + 4;
        return true;
    }

    /** -1 where these are no hexadecimal digits, or too large a number. */
    private int hex(int from, int digits) {
        if (from + digits > raw.length()) {
            return -1;
        }
        long code = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = raw.charAt(i) < 128 ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                return -1;
            }
            code = code << 4 | digit;
        }
        return code > Integer.MAX_VALUE ? -1 : (int) code;
    }

    /** With its apostrophes, in the printable ASCII that every reader takes. */
    public static String encode(String text) {
        StringBuilder to = new StringBuilder(text.length() + 2).append('\'');
        int open = 0;
        for (int i = 0; i < text.length(); ) {
            int code = text.codePointAt(i);
            i += Character.charCount(code);
            int width = code >= ' ' && code <= LAST_PRINTABLE ? 0 : code > 0xFFFF ? 8 : 4;
            if (width != open) {
                to.append(open == 0 ? "" : "\\X0\\").append(width == 0 ? "" : width == 4 ? "\\X2\\" : "\\X4\\");
                open = width;
            }
            if (width == 0) {
                to.append(code == '\'' ? "''" : code == '\\' ? "\\\\" : Character.toString(code));
            }
            for (int shift = 4 * (width - 1); shift >= 0; shift -= 4) {
                to.append(HEX[code >> shift & 15]);
            }
        }
        return to.append(open == 0 ? "" : "\\X0\\").append('\'').toString();
    }
}
