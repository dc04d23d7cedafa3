package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.Catalogue;
import io.gemello.api.catalogue.SiteReader;
import io.gemello.bim.mapping.Decisions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What `gemello check` says of the model without a running system. */
class CheckCommandTest {
    private static final String SENSOR = "0000000000000000000004";
    private static final String STRANGER = "3333333333333333333333";
    @TempDir
    Path site;
    @TempDir
    Path data;

    /** Stands for the reader of the tables: a file {@code hall} with a line {@code ASSET GLOBALID} for each asset. */
    public static final class Lines implements SiteReader {
        @Override
        public Optional<Catalogue> read(Path folder) throws IOException {
            Hall hall = new Hall(folder);
            for (String line : Files.readAllLines(folder.resolve("hall"))) {
                String[] words = line.split(" ");
                hall.asset(words[0], words.length > 1 ? words[1] : null);
            }
            return Optional.of(hall);
        }
    }

    private void room(String... assets) throws IOException {
        Files.writeString(site.resolve("model.ifc"), ModelShelfTest.room(), StandardCharsets.ISO_8859_1);
        Files.writeString(site.resolve("hall"), String.join("\n", assets));
    }

    private String check(int exit, Path... more) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(exit, more.length == 0 ? CheckCommand.run(site.toString()) : CheckCommand.run(site.toString(), more[0].toString()), said::toString);
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aSiteWithoutAModelHasNothingToSay() throws IOException {
        Files.writeString(site.resolve("hall"), "a");
        assertEquals("", check(0));
    }

    @Test
    void whatIsMatchedAndUnmatchedIsCountedAndNoFault() throws IOException {
        room("sensor " + SENSOR, "a", "b");
        assertTrue(check(0).contains("mapping: 1 matched, 2 unmatched (a, b)"), check(0));
    }

    @Test
    void whatDanglesOrFitsSeveralElementsIsAFault() throws IOException {
        room("gone " + STRANGER, "probe");
        Files.writeString(site.resolve("bim.json"), "{\"mapping\": [{\"rule\": \"any\", \"for\": {\"asset\": \"probe\"}, \"element\": {\"entity\": \"IFCSENSOR\"}}]}");
        String said = check(1);
        assertTrue(said.contains("mapping: asset gone is dangling by column: the model has no element " + STRANGER) && said.contains("mapping: asset probe is ambiguous by any: 2 elements fit: " + SENSOR), said);
    }

    @Test
    void whatPeopleHaveDecidedInADataFolderCounts() throws IOException {
        room("gone " + STRANGER);
        new Decisions(data.resolve("bim/mapping.json")).decide("asset/gone", SENSOR, "ann");
        assertTrue(check(0, data).contains("mapping: 1 matched"));
    }

    @Test
    void registersAreReadAndTheirRowsJudged() throws IOException {
        room("sensor " + SENSOR);
        Files.writeString(site.resolve("bim.json"), "{\"registers\": [{\"file\": \"r.csv\", \"columns\": {\"id\": \"No\", \"ifcGuid\": \"IFC\"}}, {\"file\": \"away.xlsx\"}]}");
        Files.writeString(site.resolve("r.csv"), "No,IFC\nsensor," + SENSOR + "\nold," + STRANGER + "\n");
        String said = check(1);
        assertTrue(said.contains("away.xlsx: there is no such file") && said.contains("r.csv line 3: old is dangling") && said.contains("registers: 2 rows: 1 matched, 1 dangling, 1 not in the site"), said);
    }

    @Test
    void aModelOrSettingsThatCannotBeReadAreFaults() throws IOException {
        Files.writeString(site.resolve("hall"), "a");
        Files.writeString(site.resolve("model.ifc"), "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
        assertTrue(check(1).startsWith("model: model.ifc: "), check(1));
        Files.writeString(site.resolve("bim.json"), "{");
        assertTrue(check(1).startsWith("bim.json: it is no JSON"), check(1));
    }
}
