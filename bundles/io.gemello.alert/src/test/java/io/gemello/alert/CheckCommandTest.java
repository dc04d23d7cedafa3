package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code gemello check} says about rules. */
class CheckCommandTest {
    private static final String RULES = """
        {"rules": [
          {"rule": "hot", "kind": "limit", "for": {"type": "rack"}, "limits": {"hi": 27}},
          {"rule": "never", "kind": "limit", "for": {"type": "pump"}, "limits": {"hi": 27}}
        ]}
        """;
    @TempDir Path site;
    private int answer;

    @BeforeEach
    void tables() throws IOException {
        Files.writeString(site.resolve("site.properties"), "site = small\n");
        Files.writeString(site.resolve("assets.csv"), "asset,type\nr1,rack\n");
        Files.writeString(site.resolve("points.csv"), "point,asset,feature,quantity,unit,adapter,address\nt1,r1,inlet,temperature,Cel,hall,a\nt2,r1,outlet,temperature,Cel,hall,b\n");
    }

    private String check(String rules) throws IOException {
        Files.createDirectories(site.resolve("rules"));
        Files.writeString(site.resolve("rules/a.json"), rules);
        return check();
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
    void aSiteWithoutRulesIsQuiet() throws IOException {
        assertEquals("", check());
        assertEquals(0, answer);
    }

    @Test
    void rulesInOrderAreCountedAndOneThatFitsNothingIsNoted() throws IOException {
        String said = check(RULES);
        assertEquals("rules/a.json rules[1].for: note: rule 'never': no point of the site fits\nrules: 1 in 1 file, 2 alerts\n", said.replace("\r", ""));
        assertEquals(0, answer);
    }

    @Test
    void everyFaultIsSaidWithItsPlace() throws IOException {
        String said = check(RULES.replace("\"hi\": 27}}\n", "\"hi\": 27}, \"dedband\": 1}\n").replace("{\"type\": \"rack\"}", "{\"type\": \"rack\"}, \"onDelay\": \"soon\""));
        assertTrue(said.contains("rules/a.json rules[0].onDelay: rule 'hot': 'soon' is no duration"), said);
        assertTrue(said.contains("1 fault: mend it"), said);
        assertEquals(1, answer);
        said = check(RULES.replace("[\n", "[[\n"));
        assertTrue(said.startsWith("rules/a.json line 4, column"), said);
        assertEquals(1, answer);
    }

    @Test
    void whatIsNoReadableFileIsSaidByNameAndTheRestIsLookedAt() throws Exception {
        Path folder = Files.createDirectories(site.resolve("rules"));
        Files.createSymbolicLink(folder.resolve(".#a.json"), Path.of("ann@console.4711"));
        Files.createSymbolicLink(folder.resolve("b.json"), Path.of("nothing.json"));
        Files.createDirectory(folder.resolve("c.json"));
        assertEquals(0, new ProcessBuilder("mkfifo", folder.resolve("d.json").toString()).start().waitFor());
        Files.writeString(folder.resolve("e.json"), "{\"rules\": " + "9".repeat(2_000) + "}");
        String said = assertTimeoutPreemptively(Duration.ofSeconds(60), () -> check(RULES.replace("limits", "limit")));
        assertTrue(said.contains("rules/b.json: leads nowhere"), said);
        assertTrue(said.contains("rules/c.json: is no file but a folder"), said);
        assertTrue(said.contains("rules/d.json: is no file but a pipe"), said);
        assertTrue(said.contains("rules/e.json line 1, column"), said);
        assertTrue(said.contains("rules/a.json rules[0].limit: "), said);
        assertTrue(said.contains("5 faults: mend them"), said);
        assertEquals(1, answer);
    }

    @Test
    void tablesThatCannotBeUnderstoodAreSaid() throws IOException {
        Files.writeString(site.resolve("site.properties"), "site = Ö\n");
        assertTrue(check(RULES).startsWith("rules: not looked at"));
        assertEquals(1, answer);
    }

    @Test
    void theFolderIsWanted() throws IOException {
        assertEquals(2, CheckCommand.run(site.resolve("nothing").toString()));
    }
}
