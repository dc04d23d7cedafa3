package io.gemello.bim.ifc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepTextTest {
    private static String decode(String raw) {
        byte[] bytes = raw.getBytes(StandardCharsets.ISO_8859_1);
        return StepText.decode(bytes, bytes.length);
    }

    /** ISO 10303-21, 6.4.3, with the examples' kinds of each. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', ignoreLeadingAndTrailingWhitespace = true, value = {
        "plain | plain", "it''s | it's", "'''' | ''", "a\\\\b | a\\b", "\\\\X2\\\\ | \\X2\\",
        "\\S\\D | Ä", "\\PE\\\\S\\* | Њ", "\\PZ\\x | \\PZ\\x", "\\X\\E4 | ä", "\\X\\0D | ~\r~",
        "\\X2\\00E4\\X0\\ | ä", "\\X2\\03B103B2\\X0\\x | αβx", "\\X2\\D83DDE00\\X0\\ | 😀", "\\X4\\0001F600\\X0\\ | 😀"})
    void everyEscapeOfTheStandardIsRead(String raw, String text) {
        assertEquals(text.equals("~\r~") ? "\r" : text, decode(raw));
    }

    /** Writers get them wrong; a name with an odd escape is better than a model that cannot be read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"\\X2\\00E", "\\X2\\00E4", "\\X2\\ZZZZ\\X0\\", "\\X4\\FFFFFFFF\\X0\\", "\\X\\G0", "\\S\\", "\\", "\\Q\\"})
    void aMalformedEscapeStaysAsItStands(String raw) {
        assertEquals(raw, decode(raw));
    }

    @Test
    void bytesThatTheStandardForbidsAreUtf8OrLatin1() {
        byte[] utf8 = "Büro 3 €".getBytes(StandardCharsets.UTF_8);
        byte[] latin = "Büro".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals("Büro 3 €", StepText.decode(utf8, utf8.length));
        assertEquals("Büro", StepText.decode(latin, latin.length));
    }

    @Test
    void whatIsWrittenIsAsciiAndReadBackTheSame() {
        assertEquals("'it''s a \\\\ \\X2\\00E400DF\\X0\\ \\X4\\0001F600\\X0\\'", StepText.encode("it's a \\ äß 😀"));
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                int code = random.nextInt(3) == 0 ? random.nextInt(128) : random.nextInt(2) == 0 ? random.nextInt(0xD800) : 0x10000 + random.nextInt(0x10000);
                text.appendCodePoint(code);
            }
            String written = StepText.encode(text.toString());
            assertEquals(written.length(), written.chars().filter(c -> c >= ' ' && c < 127).count());
            assertEquals(text.toString(), decode(written.substring(1, written.length() - 1)));
        }
    }
}
