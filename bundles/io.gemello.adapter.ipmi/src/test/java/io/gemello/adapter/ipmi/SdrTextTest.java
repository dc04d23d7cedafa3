package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.adapter.ipmi.SdrLine.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SdrTextTest {
    private final List<Kind> lost = new ArrayList<>();
    private final LineCounts counts = new LineCounts(lost::add);

    /** Dell's servers print several sensors called Temp: mixing them would make one series out of four. */
    @Test
    void namesakesKeepTheirPlaceEvenWhenOneHasNoReading() {
        assertEquals(List.of("Temp", "Temp[2]", "Temp[3]"), sensors("Temp | 40 degrees C | ok", "Temp | 41 degrees C | ok", "Temp | 42 degrees C | ok"));
        assertEquals(List.of("Temp", "Temp[3]"), sensors("Temp | 40 degrees C | ok", "Temp | no reading | ns", "Temp | 42 degrees C | ok"));
    }

    @Test
    void everyLineIsCountedAndLossesAreTold() {
        sensors("A | 1 Volts | ok", "", "B | 0x01 | ok", "C | no reading | ns", "D |", "E | off | ok");
        assertEquals(1, counts.of(Kind.READING));
        assertEquals(1, counts.of(Kind.DISCRETE));
        assertEquals(1, counts.of(Kind.NO_READING));
        assertEquals(1, counts.of(Kind.TEXT));
        assertEquals(List.of(Kind.MALFORMED), lost);
    }

    @Test
    void aScanOfTooManyLinesIsCutAndCounted() {
        SdrText text = new SdrText(counts);
        for (int i = 0; i < SdrText.MAX_LINES + 3; i++) {
            text.add("S" + i + " | 1 Volts | ok", false);
        }
        assertEquals(SdrText.MAX_LINES, text.readings().size());
        assertEquals(3, counts.of(Kind.OVERSIZED));
    }

    @Test
    void linesEndInLfOrCrLfOrTheEnd() throws IOException {
        try (BoundedLines lines = lines("one\r\ntwo\n\nlast", 100)) {
            assertEquals("one", lines.next());
            assertEquals("two", lines.next());
            assertEquals("", lines.next());
            assertEquals("last", lines.next());
            assertNull(lines.next());
        }
    }

    @Test
    void aHugeLineIsCutAndTheNextOneIsWhole() throws IOException {
        try (BoundedLines lines = lines("x".repeat(3_000_000) + "\nA | 1 Volts | ok\n", 10_000_000)) {
            assertEquals(BoundedLines.MAX_LINE, lines.next().length());
            assertTrue(lines.cut());
            assertEquals("A | 1 Volts | ok", lines.next());
            assertFalse(lines.cut());
        }
    }

    @Test
    void aStreamLongerThanAllowedIsRefused() throws IOException {
        try (BoundedLines lines = lines("x\n".repeat(100_000), 50_000)) {
            IOException refused = assertThrows(IOException.class, () -> {
                while (lines.next() != null) {
                    continue;
                }
            });
            assertTrue(refused.getMessage().contains("50000"), refused.getMessage());
        }
    }

    private List<String> sensors(String... lines) {
        SdrText text = new SdrText(counts);
        for (String line : lines) {
            text.add(line, false);
        }
        return text.readings().stream().map(SdrLine::sensor).toList();
    }

    private static BoundedLines lines(String text, long max) {
        return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), max);
    }
}
