package io.gemello.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/** Writes plain Java values as JSON in UTF-8. NaN and infinities become null: JSON has no words for them. */
public final class JsonBytes {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonBytes() {}

    /** @param value Map, Iterable, String, Number, Boolean or null; anything else is written as its text */
    public static byte[] of(Object value) {
        return write(value, false);
    }

    /** With line ends and indentation, for files that people read. */
    public static byte[] pretty(Object value) {
        return write(value, true);
    }

    private static byte[] write(Object value, boolean pretty) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
            if (pretty) {
                out.setPrettyPrinter(new DefaultPrettyPrinter());
            }
            write(out, value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                out.writeFieldName(String.valueOf(entry.getKey()));
                write(out, entry.getValue());
            }
            out.writeEndObject();
        } else if (value instanceof Iterable<?> many) {
            out.writeStartArray();
            for (Object one : many) {
                write(out, one);
            }
            out.writeEndArray();
        } else if (value instanceof Number number) {
            write(out, number);
        } else if (value instanceof Boolean truth) {
            out.writeBoolean(truth);
        } else {
            out.writeString(value.toString());
        }
    }

    private static void write(JsonGenerator out, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            double real = number.doubleValue();
            if (!Double.isFinite(real)) {
                out.writeNull();
            } else if (number instanceof Float) {
                out.writeNumber(number.floatValue());
            } else {
                out.writeNumber(real);
            }
        } else if (number instanceof BigDecimal exact) {
            out.writeNumber(exact);
        } else if (number instanceof BigInteger big) {
            out.writeNumber(big);
        } else {
            out.writeNumber(number.longValue());
        }
    }
}
