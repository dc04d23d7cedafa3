package io.gemello.adapter.mqtt;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.gemello.api.adapter.Sample;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Makes samples of payloads. One parse of a JSON payload serves all of its points. Used by one thread. */
final class PayloadReader {
    static final int DEEPEST_JSON = 64;
    private static final int LONGEST_NUMBER = 200;
    private static final int LONGEST_TEXT = 1024;

    private final ObjectReader json = JsonMapper.builder(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST_JSON).maxNumberLength(LONGEST_NUMBER).build()).build())
        // Python's json writes them; as bad readings they are seen, as malformed documents they would hide their neighbours.
        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build().readerFor(JsonNode.class);
    private final SourceTime time;
    private final Losses losses;

    PayloadReader(SourceTime time, Losses losses) {
        this.time = time;
        this.losses = losses;
    }

    /** @param values what is wanted of this topic; not empty */
    void read(String topic, byte[] payload, List<TopicMap.Value> values, Consumer<Sample> to) {
        if (payload.length == 0) {
            losses.count("empty");
            return;
        }
        JsonNode root = null;
        for (TopicMap.Value value : values) {
            if (value.path() == null) {
                scalar(topic, payload, value, to);
                continue;
            }
            if (root == null && (root = parsed(topic, payload)) == null) {
                return;
            }
            Object found = found(topic, value.path().in(root));
            if (found != null) {
                to.accept(new Sample(value.to(), found, null, time(topic, value, root)));
            }
        }
    }

    private void scalar(String topic, byte[] payload, TopicMap.Value value, Consumer<Sample> to) {
        String text = text(payload);
        if (text == null) {
            losses.count("binary", topic, "the payload is binary, not text: no value taken; decode it before it comes here");
            return;
        }
        text = text.strip();
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (first == '{' || first == '[') {
            losses.count("needs-path", topic, "the payload is JSON but the address names no value in it: append a path such as #$.temperature to the address in points.csv");
        } else if (first == '"') {
            JsonNode node = parsed(topic, payload);
            if (node != null) {
                to.accept(new Sample(value.to(), bounded(node.asText()), null, Sample.NO_TIME));
            }
        } else if (text.isEmpty() || text.equals("null")) {
            losses.count("absent");
        } else {
            to.accept(new Sample(value.to(), plain(text), null, Sample.NO_TIME));
        }
    }

    private JsonNode parsed(String topic, byte[] payload) {
        try {
            return json.readValue(payload);
        } catch (StreamConstraintsException e) {
            losses.count("json-limits", topic, "the JSON is nested deeper than " + DEEPEST_JSON + " or has a number of more than " + LONGEST_NUMBER + " digits: no value taken");
        } catch (IOException e) {
            String why = e instanceof JsonProcessingException j ? j.getOriginalMessage() : String.valueOf(e.getMessage());
            losses.count("malformed-json", topic, "the payload is no JSON (" + Losses.printable(why) + "): no value taken; correct the sender or the address");
        }
        return null;
    }

    private Object found(String topic, JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            losses.count("absent");
            return null;
        }
        if (node.isTextual()) {
            return bounded(node.textValue());
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isNumber()) {
            return node.isIntegralNumber() && node.canConvertToLong() ? (Number) node.longValue() : (Number) node.doubleValue();
        }
        losses.count("not-a-value", topic, "the path leads to an object or array, not to a value: lengthen it in points.csv");
        return null;
    }

    private long time(String topic, TopicMap.Value value, JsonNode root) {
        if (value.timePath() == null) {
            return Sample.NO_TIME;
        }
        try {
            return time.nanos(value.timePath().in(root));
        } catch (SourceTime.Unreadable e) {
            losses.count("source-time", topic, e.getMessage() + ": the time of arrival is taken");
            return Sample.NO_TIME;
        }
    }

    /** A number where the text is one, else the text as it is: what it means is judged by the core. */
    private static Object plain(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        boolean whole = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                if (c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' || text.length() > LONGEST_NUMBER) {
                    return bounded(text);
                }
                whole = whole && i == 0 && c == '-';
            }
        }
        try {
            return whole && text.length() < 19 ? (Number) Long.parseLong(text) : (Number) Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return bounded(text);
        }
    }

    /** The payload as text; null when it is not. */
    static String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    static String bounded(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
