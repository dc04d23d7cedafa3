package io.gemello.http.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JsonBytesTest {
    @Test
    void whatJsonHasNoWordForBecomesNull() {
        assertEquals("[null,null,null,1.5]", text(List.of(Double.NaN, Double.NEGATIVE_INFINITY, Float.NaN, 1.5)));
    }

    @Test
    void otherThingsAreWrittenAsTheirText() {
        assertEquals("[\"2026-01-02T03:04:05Z\",\"SECONDS\"]", text(List.of(Instant.parse("2026-01-02T03:04:05Z"), TimeUnit.SECONDS)));
    }

    @Test
    void whatWasReadIsWrittenBackWithTheSameDigits() {
        String json = "{\"b\":[1,12345678901234567890,0.12345678901234567891,2.5,true,null,\"\\\"ä\\u0001\"],\"a\":{}}";
        assertEquals(json, text(JsonText.read(json.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void smallerNumberTypesAreNumbersToo() {
        Map<Object, Object> values = new LinkedHashMap<>();
        values.put(1, (short) 2);
        values.put("f", 0.1f);
        values.put("d", new BigDecimal("10.00"));
        values.put("n", Arrays.asList((Object) null));
        assertEquals("{\"1\":2,\"f\":0.1,\"d\":10.00,\"n\":[null]}", text(values));
    }

    private static String text(Object value) {
        return new String(JsonBytes.of(value), StandardCharsets.UTF_8);
    }
}
