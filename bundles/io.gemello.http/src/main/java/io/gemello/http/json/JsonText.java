package io.gemello.http.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.gemello.api.http.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON from strangers: strict UTF-8, bounded depth and numbers, no name twice, nothing behind the value. */
public final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_DIGITS = 400;
    /** A power of ten beyond which a number costs more than it can mean: {@code 1e999999999} as an integer fills the memory. */
    private static final int MAX_POWER_OF_TEN = 1000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_DIGITS).build())
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        // Names come from strangers: interned they would stay in the JVM for ever.
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .build();

    private JsonText() {}

    /** Map (in order), List, String, Long, BigInteger, Double, BigDecimal (where a Double would lose digits), Boolean or null. @throws HttpProblem 400 {@code json.invalid}, as Ditto names it */
    public static Object read(byte[] utf8) {
        String text = decode(utf8);
        if (text.isBlank()) {
            throw invalid("the body is empty; JSON is expected");
        }
        try (JsonParser parser = FACTORY.createParser(text)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw invalid("there is more behind the JSON value" + at(parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr()));
            }
            return value;
        } catch (JsonProcessingException broken) {
            throw invalid(withoutAdvice(broken.getOriginalMessage()) + (broken.getLocation() == null ? "" : at(broken.getLocation().getLineNr(), broken.getLocation().getColumnNr())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static Object value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT: {
                Map<String, Object> object = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.put(name, value(parser));
                }
                return object;
            }
            case START_ARRAY: {
                List<Object> array = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            }
            case VALUE_STRING:
                return parser.getText();
            case VALUE_NUMBER_INT:
                return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER ? parser.getBigIntegerValue() : (Object) parser.getLongValue();
            case VALUE_NUMBER_FLOAT:
                return fraction(parser);
            case VALUE_TRUE:
                return true;
            case VALUE_FALSE:
                return false;
            default:
                return null;
        }
    }

    private static Number fraction(JsonParser parser) throws IOException {
        BigDecimal exact;
        try {
            exact = parser.getDecimalValue();
        } catch (NumberFormatException exponentTooLong) {
            throw beyond(parser);
        }
        if (Math.abs((long) exact.precision() - exact.scale()) > MAX_POWER_OF_TEN) {
            throw beyond(parser);
        }
        double near = exact.doubleValue();
        boolean same = Double.isFinite(near) && new BigDecimal(Double.toString(near)).compareTo(exact) == 0;
        return same ? (Number) near : exact;
    }

    private static HttpProblem beyond(JsonParser parser) throws IOException {
        return invalid("the number " + parser.getText() + " is beyond 1e±" + MAX_POWER_OF_TEN + at(parser.currentTokenLocation().getLineNr(), parser.currentTokenLocation().getColumnNr()));
    }

    private static String decode(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException no) {
            throw invalid("the body is not UTF-8");
        }
    }

    /** The parser's messages name switches of its own, which a caller does not have. */
    private static String withoutAdvice(String message) {
        return message.replaceAll(": enable `.*| ?\\([^)]*`Stream.*|, from `.*", "");
    }

    private static String at(int line, int column) {
        return " (line " + line + ", column " + column + ")";
    }

    private static HttpProblem invalid(String what) {
        return new HttpProblem(400, "json.invalid", "The body is not the JSON that is expected here: " + what.replaceAll("\\s+", " "),
            "Send one JSON value in UTF-8, at most " + MAX_DEPTH + " levels deep, without repeated names.");
    }
}
