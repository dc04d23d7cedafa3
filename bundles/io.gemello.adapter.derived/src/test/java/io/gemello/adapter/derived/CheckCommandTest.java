package io.gemello.adapter.derived;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gemello check} says about formulas. */
class CheckCommandTest {
    @TempDir Path site;
    private int answer;

    private String check(String formula) throws IOException {
        Files.writeString(site.resolve("site.properties"), "site = small\nadapters.sums.type = derived\n");
        Files.writeString(site.resolve("assets.csv"), "asset,type\nr1,rack\n");
        Files.writeString(site.resolve("points.csv"), "point,asset,feature,quantity,unit,adapter,address\np1,r1,a,power,kW,hall,a\np2,r1,b,power,kW,sums," + formula + "\n");
        return check(site);
    }

    private String check(Path folder) throws IOException {
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            answer = CheckCommand.run(folder.toString());
        } finally {
            System.setOut(out);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFormulaInOrderIsCounted() throws IOException {
        assertEquals("formulas: 1\n", check("sum(p1)"));
        assertEquals(0, answer);
    }

    @Test
    void aFormulaWithAFaultIsNamedByItsPoint() throws IOException {
        String said = check("sum(p3)");
        assertTrue(said.startsWith("points.csv address of p2: 'p3' is no point of this site"), said);
        assertTrue(said.contains("formulas: 0, 1 fault: mend it"), said);
        assertEquals(1, answer);
    }

    @Test
    void sitesThatComeWithGemelloAreInOrder() throws IOException {
        assertEquals("formulas: 77\n", check(Path.of("../../runtime-config/sites/datahall")));
        assertEquals("formulas: 7\n", check(Path.of("../../runtime-config/sites/pumpstation")));
        assertEquals("", check(Path.of("../../runtime-config/sites/first")));
        assertEquals(0, answer);
    }
}
