package io.gemello.bim.ifc;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One pass over a Part-21 file (ISO 10303-21): where each instance stands and of which entity it is. Nothing of the instances
 * themselves is kept, so that memory goes by their number alone.
 */
final class Part21Scan {
    private static final int BLOCK = 1 << 18;
    private static final int MAX_HEADER = 1 << 20;
    private static final int MAX_KEYWORD = 128;
    /** What ends the quick skip through an instance: quote, parentheses, comment, semicolon. */
    private static final boolean[] SIGNIFICANT = new boolean[256];

    static {
        for (char c : "'\"()/;".toCharArray()) {
            SIGNIFICANT[c] = true;
        }
    }

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final Part21Index.Builder index = new Part21Index.Builder();
    private final byte[] word = new byte[MAX_KEYWORD];
    private int at;
    private int end;
    private long base;
    /** Of the instance that is being read, for the message. */
    private long begin;
    /** Of the last data section's ENDSEC. */
    private long dataEnd;

    private Part21Scan(InputStream in) {
        this.in = in;
    }

    /** @throws IfcFault for anything that is not a whole Part-21 file */
    static Part21Index scan(InputStream in) throws IOException {
        return new Part21Scan(in).file();
    }

    private Part21Index file() throws IOException {
        int c = skip();
        if (c == 0xEF) {
            next();
            next();
            c = skip();
        }
        if (!keyword(c).equals("ISO-10303-21")) {
            throw fault("it does not begin with ISO-10303-21", 0);
        }
        semicolon();
        String header = section("HEADER");
        boolean data = false;
        while (true) {
            String name = keyword(skip());
            if (name.equals("DATA")) {
                data();
                data = true;
            } else if (name.equals("END-ISO-10303-21")) {
                semicolon();
                break;
            } else if (name.equals("ANCHOR") || name.equals("REFERENCE") || name.equals("SIGNATURE")) {
                pass(name);
            } else {
                throw name.isEmpty() && at == end ? cut() : fault("'" + name + "' stands where a section should begin", position());
            }
        }
        if (!data) {
            throw fault("it has no DATA section", position());
        }
        return index.build(header, dataEnd);
    }

    private void data() throws IOException {
        int c = skip();
        while (c != ';') {
            if (c < 0) {
                throw cut();
            }
            c = next();
        }
        while (true) {
            c = skip();
            begin = position() - 1;
            if (c == '#') {
                instance();
            } else if (keyword(c).equals("ENDSEC")) {
                dataEnd = begin;
                semicolon();
                return;
            } else {
                throw c < 0 ? cut() : fault("an instance or ENDSEC was expected", begin);
            }
        }
    }

    private void instance() throws IOException {
        long id = 0;
        int c = next();
        for (int digits = 0; c >= '0' && c <= '9'; digits++, c = next()) {
            id = id * 10 + c - '0';
            if (digits > 9 || id > Integer.MAX_VALUE) {
                throw fault("instance names above " + Integer.MAX_VALUE + " are not supported", begin);
            }
        }
        c = blank(c) ? skip() : c;
        if (c != '=' || id == 0) {
            throw c < 0 ? cut() : fault("an instance needs a number and '='", begin);
        }
        c = skip();
        int length = word(c == '!' ? next() : c);
        int type = index.type(word, length);
        at--;
        if (skip() != '(') {
            throw at == end ? cut() : fault("#" + id + " has no parameters", begin);
        }
        pastSemicolon(id);
        if (!index.add((int) id, type, begin)) {
            throw fault("it has too many instances or kinds of them", begin);
        }
    }

    /** From behind the first parenthesis to behind the semicolon. */
    private void pastSemicolon(long id) throws IOException {
        int depth = 1;
        while (true) {
            int i = at;
            while (i < end && !SIGNIFICANT[block[i] & 0xFF]) {
                i++;
            }
            at = i;
            int c = next();
            switch (c) {
                case -1 -> throw cut();
                case '(' -> depth++;
                case ')' -> depth--;
                case '\'', '"' -> quoted(c);
                case '/' -> comment();
                case ';' -> {
                    if (depth != 0) {
                        throw fault("the parentheses of #" + id + " do not match", begin);
                    }
                    return;
                }
                default -> { }
            }
        }
    }

    private void quoted(int quote) throws IOException {
        while (true) {
            int i = at;
            while (i < end && block[i] != quote) {
                i++;
            }
            at = i;
            int c = next();
            if (c == quote) {
                return;
            }
            if (c < 0) {
                throw cut();
            }
        }
    }

    /** Behind a slash. @return false where it begins no comment, and nothing has been read */
    private boolean comment() throws IOException {
        int first = next();
        if (first != '*') {
            at -= first < 0 ? 0 : 1;
            return false;
        }
        for (int c = next(), before = 0; c != '/' || before != '*'; before = c, c = next()) {
            if (c < 0) {
                throw cut();
            }
        }
        return true;
    }

    /** The text of a section between its name and ENDSEC. */
    private String section(String name) throws IOException {
        if (!keyword(skip()).equals(name)) {
            throw fault("the section " + name + " is missing", position());
        }
        semicolon();
        StringBuilder text = new StringBuilder();
        while (true) {
            int c = skip();
            begin = position() - 1;
            int start = text.length();
            boolean string = false;
            for (; c != ';' || string; c = next()) {
                if (c < 0) {
                    throw cut();
                }
                string ^= c == '\'';
                text.append((char) c);
                if (text.length() > MAX_HEADER) {
                    throw fault("its header is longer than " + MAX_HEADER + " bytes", begin);
                }
            }
            if (text.substring(start).strip().equalsIgnoreCase("ENDSEC")) {
                return text.substring(0, start);
            }
            text.append(";\n");
        }
    }

    private void pass(String name) throws IOException {
        String last = "";
        while (!last.equals("ENDSEC")) {
            int c = skip();
            begin = position() - 1;
            last = keyword(c);
            for (c = last.isEmpty() ? c : next(); c != ';'; c = next()) {
                if (c < 0) {
                    throw cut();
                }
                if (c == '\'') {
                    quoted(c);
                }
            }
        }
    }

    private void semicolon() throws IOException {
        int c = skip();
        if (c != ';') {
            throw c < 0 ? cut() : fault("a semicolon is missing", position());
        }
    }

    /** Beginning with this character; the one behind it is next. Empty where it is none. */
    private String keyword(int first) throws IOException {
        int length = word(first);
        if (length > 0) {
            at--;
        }
        return new String(word, 0, length, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
    }

    /** Reads the word into {@link #word}; the character behind it has been read too. */
    private int word(int first) throws IOException {
        int length = 0;
        int c = first;
        while (c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-') {
            if (length == MAX_KEYWORD) {
                throw fault("a keyword is longer than " + MAX_KEYWORD + " characters", begin);
            }
            word[length++] = (byte) c;
            c = next();
        }
        if (c < 0) {
            throw cut();
        }
        return length;
    }

    /** The next character that is neither blank nor in a comment; -1 at the end. */
    private int skip() throws IOException {
        int c = next();
        while (blank(c) || c == '/') {
            if (c == '/' && !comment()) {
                return c;
            }
            c = next();
        }
        return c;
    }

    private static boolean blank(int c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }

    private int next() throws IOException {
        if (at == end && !fill()) {
            return -1;
        }
        return block[at++] & 0xFF;
    }

    /** One byte stays in front, so that a character can be put back. */
    private boolean fill() throws IOException {
        int keep = end > 0 ? 1 : 0;
        byte last = keep == 0 ? 0 : block[end - 1];
        int got = in.readNBytes(block, 1, BLOCK - 1);
        if (got == 0) {
            return false;
        }
        base += end == 0 ? -1 : end - 1;
        block[0] = last;
        at = 1;
        end = got + 1;
        return true;
    }

    private long position() {
        return base + at;
    }

    private IfcFault cut() {
        return new IfcFault("the file is cut off: it ends after " + (base + end) + " bytes, in what begins at byte " + Math.max(0, begin) + "; copy it again");
    }

    private static IfcFault fault(String what, long where) {
        return new IfcFault("this is no sound IFC file (ISO 10303-21): " + what + ", at byte " + Math.max(0, where));
    }
}
