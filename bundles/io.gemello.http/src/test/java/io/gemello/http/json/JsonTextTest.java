package io.gemello.http.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.http.HttpProblem;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void everyKindOfValueKeepsItsKindAndAllItsDigits() {
        Object read = JsonText.read(bytes("{\"z\":[1,12345678901234567890,2.5,0.12345678901234567891,1e400,true,null,\"ä\"],\"a\":{}}"));
        List<Object> expected = Arrays.asList(1L, new BigInteger("12345678901234567890"), 2.5, new BigDecimal("0.12345678901234567891"), new BigDecimal("1e400"), true, null, "ä");
        assertEquals(Map.of("z", expected, "a", Map.of()), read);
        assertEquals(List.of("z", "a"), List.copyOf(((Map<?, ?>) read).keySet()));
    }

    @Test
    void sixtyFourLevelsAreReadAndOneMoreIsRefused() {
        assertTrue(JsonText.read(bytes("[".repeat(64) + "]".repeat(64))) instanceof List);
        refused("[".repeat(65) + "]".repeat(65));
    }

    // 1e999999999 as an integer would need a gigabit: who turns it into one stops the process.
    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "{\"a\":1,\"a\":2}", "{} {}", "{}x", "NaN", "[1,]", "{a:1}", "'a'", "1e999999999", "1e-999999999", "1.5e99999999999999", "[01]", "\"\u0001\"", "{\"a\":", "// c\n1"})
    void whatIsNotOneJsonValueIsRefused(String text) {
        refused(text);
    }

    @Test
    void aNumberOfMillionsOfDigitsIsRefusedBeforeItIsCalculatedWith() {
        refused("9".repeat(1_000_000));
    }

    @Test
    void theMessageNamesLineAndColumnAndNothingOfTheParserItself() {
        HttpProblem problem = refused("{\n  \"a\": tru\n}");
        assertTrue(problem.getMessage().contains("line 2, column"), problem.getMessage());
        assertFalse(refused("[".repeat(65)).getMessage().contains("StreamRead"));
        assertFalse(refused("[NaN]").getMessage().contains("JsonReadFeature"));
    }

    @Test
    void overlongUtf8IsRefused() {
        assertThrows(HttpProblem.class, () -> JsonText.read(new byte[] {'"', (byte) 0xc0, (byte) 0xaf, '"'}));
    }

    private static HttpProblem refused(String text) {
        HttpProblem problem = assertThrows(HttpProblem.class, () -> JsonText.read(bytes(text)));
        assertEquals(400, problem.status());
        assertEquals("json.invalid", problem.error());
        return problem;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
