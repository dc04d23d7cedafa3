package io.gemello.twin.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gemello check} says about models. */
class CheckCommandTest {
    private static final String RACK = Models.dtdl("dtmi:x:Rack;1", "\"contents\": [{\"@type\": [\"Telemetry\", \"Temperature\"], \"name\": \"inlet\", \"schema\": \"double\", \"unit\": \"degreeFahrenheit\"}]");
    @TempDir
    Path site;
    private int answer;

    @BeforeEach
    void tables() throws IOException {
        Files.writeString(site.resolve("site.properties"), "site = small\nmodels.rack = dtmi:x:Rack;1\n");
        Files.writeString(site.resolve("assets.csv"), "asset,type\nr1,rack\n");
        Files.writeString(site.resolve("points.csv"), "point,asset,feature,quantity,unit,adapter,address\nt1,r1,inlet,temperature,Cel,hall,a\n");
        Files.createDirectories(site.resolve("models"));
    }

    private String check() throws IOException {
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            answer = CheckCommand.run(site.toString());
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void whatDoesNotFitIsOneLineEachAndTheAnswerIs1() throws IOException {
        Files.writeString(site.resolve("models/rack.json"), RACK);
        assertEquals("""
            org.small:r1 /features/inlet/properties/unit: is Cel; the model wants degreeFahrenheit ([degF]); set the unit of the point t1 in points.csv (its sourceUnit stays), or correct the model
            models: 1 in 1 file, 1 of 1 things have one, 1 misfits, 0 notes; readings go on in any case
            """, check());
        assertEquals(1, answer);
    }

    @Test
    void aSiteThatFitsIs0() throws IOException {
        Files.writeString(site.resolve("models/rack.json"), RACK.replace("Fahrenheit", "Celsius"));
        assertEquals("models: 1 in 1 file, 1 of 1 things have one, 0 misfits, 0 notes; readings go on in any case\n", check());
        assertEquals(0, answer);
    }

    @Test
    void aSiteWithoutModelsSaysNothing() throws IOException {
        Files.writeString(site.resolve("site.properties"), "site = small\n");
        assertEquals("", check());
        assertEquals(0, answer);
    }

    @Test
    void aModelThatIsMissingIsToldEvenWhereThereIsNone() throws IOException {
        assertTrue(check().startsWith("org.small:r1 /attributes/type: is of the model dtmi:x:Rack;1, which is not in models/"));
        assertEquals(1, answer);
    }
}
