package io.gemello.core.normalise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    @Property(seed = "20250117")
    void whatJavaWritesIsReadBack(@ForAll double value) {
        double read = NumberText.parse(Double.toString(value));
        assertEquals(Double.isFinite(value) ? value : Double.NaN, read);
    }

    /** Java's own parser takes some of these; a source that sends them means no number. */
    @ParameterizedTest
    @ValueSource(strings = {"", ".", "-", "1d", "1f", "0x10", "0x1p3", "NaN", "Infinity", "-inf", "1e400", "1e", "1e+", "1.2.3", "1 2", "21,5", "1,000.5", "--1", "٣", "1_000", "+-1"})
    void whatIsNoFiniteNumberIsNaN(String text) {
        assertTrue(Double.isNaN(NumberText.parse(text)), text);
    }

    @ParameterizedTest
    @CsvSource({"-0.5,-0.5", "+.5,0.5", "5.,5", "1e3,1000", "1E-2,0.01", "00012,12"})
    void readsPlainNumbers(String text, double value) {
        assertEquals(value, NumberText.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21,5", "-0,25", "1,5e3"})
    void namesADecimalComma(String text) {
        assertTrue(NumberText.hasDecimalComma(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"21.5", "1,000,000", "1,000.5", "a,b", ",", "21"})
    void otherCommasAreNoDecimalCommas(String text) {
        assertFalse(NumberText.hasDecimalComma(text));
    }
}
