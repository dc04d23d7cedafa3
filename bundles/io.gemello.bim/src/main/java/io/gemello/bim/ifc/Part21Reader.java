package io.gemello.bim.ifc;

import io.gemello.bim.ifc.Part21Value.Bits;
import io.gemello.bim.ifc.Part21Value.Derived;
import io.gemello.bim.ifc.Part21Value.Ref;
import io.gemello.bim.ifc.Part21Value.Typed;
import io.gemello.bim.ifc.Part21Value.Word;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** Reads single instances of a scanned file. One thread at a time. */
public final class Part21Reader implements Closeable {
    /** @param to behind its last byte */
    public record Span(long from, long to) {}

    private static final int MAX_DEPTH = 32;
    /** Of one text; far above what any sensible model holds. */
    private static final int MAX_TEXT = 1 << 24;
    private final Part21Index index;
    private final Part21Pages pages;
    private byte[] text = new byte[256];
    private int c;

    Part21Reader(Part21Index index, Part21Pages pages) {
        this.index = index;
        this.pages = pages;
    }

    public Part21Index index() {
        return index;
    }

    /** All parameters of an instance; empty for one of several entities at once. The list may hold nulls. */
    public List<Object> parameters(int row) throws IOException {
        return parameters(row, Integer.MAX_VALUE);
    }

    /** The first parameters, at most so many. */
    public List<Object> parameters(int row, int most) throws IOException {
        begin(row);
        if (index.type(row).isEmpty()) {
            return List.of();
        }
        try {
            advance();
            return list(most, 0);
        } catch (IfcFault | NumberFormatException fault) {
            throw broken(row);
        }
    }

    /** Where a parameter stands: its first byte, and the one behind it and its blanks. */
    public Span span(int row, int number) throws IOException {
        begin(row);
        try {
            advance();
            for (int before = 0; before < number; before++) {
                value(0);
                if (c != ',') {
                    throw new IfcFault("too few");
                }
                advance();
            }
            long from = pages.position() - 1;
            value(0);
            return new Span(from, pages.position() - 1);
        } catch (IfcFault | NumberFormatException fault) {
            throw broken(row);
        }
    }

    /** The bytes of a place in the file. */
    public byte[] bytes(Span span) throws IOException {
        byte[] bytes = new byte[Math.toIntExact(span.to() - span.from())];
        pages.seek(span.from());
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) pages.next();
        }
        return bytes;
    }

    /** What stands behind an instance's equals sign, without the semicolon, as it stands there. */
    public Span body(int row) throws IOException {
        pages.seek(index.offset(row));
        for (c = pages.next(); c != '='; c = pages.next()) {
            if (c < 0) {
                throw broken(row);
            }
        }
        long from = pages.position();
        for (c = pages.next(); c != ';'; c = pages.next()) {
            if (c == '\'' || c == '"') {
                int quote = c;
                do {
                    c = pages.next();
                } while (c != quote && c >= 0);
            }
            if (c == '/') {
                blank();
                pages.seek(pages.position() - 1);
            }
            if (c < 0) {
                throw broken(row);
            }
        }
        return new Span(from, pages.position() - 1);
    }

    /** From the instance name to its parameters' parenthesis. */
    private void begin(int row) throws IOException {
        pages.seek(index.offset(row));
        for (c = pages.next(); c != '='; c = pages.next()) {
            if (c < 0) {
                throw broken(row);
            }
        }
        advance();
        while (c != '(') {
            if (c < 0 || c == ';') {
                throw broken(row);
            }
            c = pages.next();
        }
    }

    /** From the character behind the parenthesis to behind the closing one. */
    private List<Object> list(int most, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IfcFault("too deep");
        }
        List<Object> values = new ArrayList<>(most < 8 ? most : 8);
        while (c != ')') {
            values.add(value(depth));
            if (values.size() == most) {
                return Collections.unmodifiableList(values);
            }
            if (c == ',') {
                advance();
            } else if (c != ')') {
                throw new IfcFault("no comma");
            }
        }
        advance();
        return Collections.unmodifiableList(values);
    }

    /** {@link #c} is its first character; afterwards it is the one behind it. */
    private Object value(int depth) throws IOException {
        switch (c) {
            case '$':
                advance();
                return null;
            case '*':
                advance();
                return Derived.DERIVED;
            case '#':
                c = pages.next();
                return new Ref(Integer.parseInt(run("0123456789")));
            case '\'':
                return string();
            case '"':
                return bits();
            case '.':
                c = pages.next();
                String name = run(null);
                if (c != '.') {
                    throw new IfcFault("no dot");
                }
                advance();
                return new Word(name);
            case '(':
                advance();
                return list(Integer.MAX_VALUE, depth + 1);
            default:
                return c == '-' || c == '+' || c >= '0' && c <= '9' ? number() : typed(depth);
        }
    }

    private Object number() throws IOException {
        String digits = run("0123456789+-.Ee");
        if (digits.length() < 19 && digits.indexOf('.') < 0 && digits.indexOf('E') < 0 && digits.indexOf('e') < 0) {
            return Long.parseLong(digits);
        }
        return Double.parseDouble(digits);
    }

    private Typed typed(int depth) throws IOException {
        String name = run(null).toUpperCase(Locale.ROOT);
        if (name.isEmpty() || c != '(') {
            throw new IfcFault("no value");
        }
        advance();
        List<Object> inside = list(Integer.MAX_VALUE, depth + 1);
        return new Typed(name.intern(), inside.size() == 1 ? inside.get(0) : inside);
    }

    private String string() throws IOException {
        int length = 0;
        while (true) {
            c = pages.next();
            if (c < 0) {
                throw new IfcFault("no end");
            }
            if (c == '\'') {
                c = pages.next();
                if (c != '\'') {
                    break;
                }
                length = put(c, length);
            }
            // Line ends inside a text are no part of it.
            length = c == '\n' || c == '\r' ? length : put(c, length);
        }
        blank();
        return StepText.decode(text, length);
    }

    private Bits bits() throws IOException {
        c = pages.next();
        String digits = run("0123456789ABCDEFabcdef");
        if (c != '"') {
            throw new IfcFault("no end");
        }
        advance();
        return new Bits(digits);
    }

    /** The characters of this set, or letters, digits and underscores without one; then blanks are passed over. */
    private String run(String of) throws IOException {
        int length = 0;
        while (c > 0 && (of == null ? c < 128 && Character.isLetterOrDigit(c) || c == '_' : of.indexOf(c) >= 0)) {
            length = put(c, length);
            c = pages.next();
        }
        blank();
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }

    private int put(int character, int length) throws IOException {
        if (length == text.length) {
            if (length >= MAX_TEXT) {
                throw new IfcFault("too long");
            }
            text = Arrays.copyOf(text, length * 2);
        }
        text[length] = (byte) character;
        return length + 1;
    }

    /** To the next character that matters. */
    private void advance() throws IOException {
        c = pages.next();
        blank();
    }

    private void blank() throws IOException {
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '/') {
            if (c == '/') {
                c = pages.next();
                if (c != '*') {
                    throw new IfcFault("no comment");
                }
                int before = 0;
                for (c = pages.next(); c != '/' || before != '*'; before = c, c = pages.next()) {
                    if (c < 0) {
                        throw new IfcFault("no end");
                    }
                }
            }
            c = pages.next();
        }
    }

    private IfcFault broken(int row) {
        return new IfcFault("#" + index.id(row) + "= " + index.type(row) + " at byte " + index.offset(row) + " cannot be read: its parameters are malformed");
    }

    @Override
    public void close() throws IOException {
        pages.close();
    }
}
