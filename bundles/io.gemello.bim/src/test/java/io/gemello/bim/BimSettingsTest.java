package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BimSettingsTest {
    /** The parser's own bounds have no place in the text. */
    @ParameterizedTest
    @ValueSource(ints = {10, 200_000})
    void whatIsNoJsonIsSaidHoweverDeepItIs(int depth) {
        String said = assertThrows(IllegalArgumentException.class, () -> BimSettings.parse("[".repeat(depth))).getMessage();
        assertTrue(said.startsWith("it is no JSON: "), said);
    }

    @Test
    void anUnfinishedFileIsSaidWithItsLineAlone() {
        assertEquals("it is no JSON: Unexpected end-of-input: expected close marker for Array (line 2)", assertThrows(IllegalArgumentException.class, () -> BimSettings.parse("{\"metrics\": [\n")).getMessage());
    }
}
