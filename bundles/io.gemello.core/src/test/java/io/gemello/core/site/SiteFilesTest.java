package io.gemello.core.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFilesTest {
    private static final UnitBook UNITS = new UnitBook();
    @TempDir
    Path temporary;
    private SiteFolder site;

    @BeforeEach
    void plainSite() throws IOException {
        site = new SiteFolder(temporary.resolve("first"));
    }

    @Test
    void aPlainSiteHasNoFaults() throws IOException {
        SiteDraft draft = read();
        assertEquals(List.of(), draft.faults());
        assertEquals("org.first", draft.site().namespace());
        assertEquals(Duration.ofSeconds(60), draft.points().get("t1").detail().staleAfter());
    }

    /** One row with one fault each: file, line and column must lead there, and the text must say what. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x,rack,f,q,blorg,hall,b,,,,,,,,,,           | unit       | no unit
        x,rack,f,q,,hall,b,,,,,,,,,,                | unit       | must not be empty
        x,nowhere,f,q,1,hall,b,,,,,,,,,,            | asset      | no asset 'nowhere'
        t1,rack,f,q,1,hall,b,,,,,,,,,,              | point      | line 2
        x,rack,f,q,1,hall,a/t1,,,,,,,,,,            | address    | line 2
        x,rack,inlet,q,1,hall,b,,,,,,,,,,           | feature    | line 2
        x,rack,f,q,1,hall,b,,"1,5",,,,,,,,          | gain       | decimal comma; write 1.5
        x,rack,f,q,1,hall,b,,0,,,,,,,,              | gain       | leave it empty
        x,rack,f,q,1,hall,b,,,0x10,,,,,,,           | offset     | no number
        x,rack,f,q,1,hall,b,,,,closed=0;open,,,,,,  | states     | closed=0;open=1
        x,rack,f,q,1,hall,b,,,,,9,1,,,,             | min        | above max
        x,rack,f,q,1,hall,b,,,,,,,-1,,,             | rate       | above 0
        x,rack,f,q,1,hall,b,,,,,,,,soon,,           | flatAfter  | no duration
        x,rack,f,q,1,hall,b,,,,,,,,,0,              | staleAfter | no duration
        x,rack,f,q,1,hall,b,,,,,,,,,,perhaps        | writable   | neither yes nor no
        x,rack,f,q,Cel,hall,b,kPa,,,,,,,,,          | sourceUnit | cannot be converted
        'a b',rack,f,q,1,hall,b,,,,,,,,,,           | point      | no id
        x,rack,f,q,1,,b,,,,,,,,,,                   | adapter    | must not be empty
        x,rack,f,q,1,hall,,,,,,,,,,,                | address    | must not be empty
        """)
    void aFaultyCellIsNamedByLineAndColumn(String row, String column, String says) throws IOException {
        site.points("t1,rack,inlet,temperature,Cel,hall,a/t1,,,,,,,,,60s,\n" + row + "\n");
        List<Fault> faults = read().faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.file().equals("points.csv") && fault.line() == 3 && fault.column().equals(column) && fault.message().contains(says) && !fault.warning()),
            faults.toString());
    }

    /** What a column of the site's own names must be there, as with feeds. */
    @Test
    void columnsThatRelateAssetsAreChecked() throws IOException {
        site.properties("site=first\nrelations.powers=downstream\nrelations.cooledBy=sideways\nrelations.feeds=upstream\n")
            .assets("asset,type,locatedIn,powers\nhall,hall,,\nrack,rack,hall,hall;nowhere\n");
        List<String> said = read().faults().stream().map(Fault::toString).toList();
        assertEquals(3, said.size(), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("site.properties relations.cooledBy: must be downstream")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("site.properties relations.feeds: 'feeds' has its meaning already")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("assets.csv:3 powers: there is no asset 'nowhere'")), said.toString());
    }

    @Test
    void everyFaultIsFoundInOnePass() throws IOException {
        site.properties("site=Not A Name\nzone=Mars\n").assets("asset,type,locatedIn\na,x,nowhere\na,x,\n").points("p,a,f,q,blorg,h,1,,\"2,5\",,,,,,,,\n");
        List<String> said = read().faults().stream().map(Fault::toString).toList();
        assertTrue(said.size() >= 5, said.toString());
        assertTrue(said.get(0).startsWith("site.properties site:"), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("assets.csv:2 locatedIn:")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("assets.csv:3 asset:")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("points.csv:2 unit:")), said.toString());
        assertTrue(said.stream().anyMatch(text -> text.startsWith("points.csv:2 gain:")), said.toString());
    }

    @Test
    void aCircleOfPlacesIsAFault() throws IOException {
        site.assets("asset,type,locatedIn\nhall,hall,rack\nrack,rack,hall\n");
        assertTrue(read().faults().stream().anyMatch(fault -> fault.column().equals("locatedIn") && fault.message().contains("circle")), read().faults().toString());
    }

    @Test
    void anOrphanSensorIsAWarningWhereOthersHaveAPlace() throws IOException {
        site.assets("asset,type,locatedIn\nhall,hall,\nrack,rack,hall\nlost,rack,\n").points("t1,rack,inlet,temperature,Cel,hall,a,,,,,,,,,,\nt2,lost,inlet,temperature,Cel,hall,b,,,,,,,,,,\nt3,lost,outlet,temperature,Cel,hall,c,,,,,,,,,,\n");
        List<Fault> faults = read().faults();
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).warning());
        assertEquals(3, faults.get(0).line());
        site.assets("asset,type\nrack,rack\nlost,rack\n");
        assertEquals(List.of(), read().faults());
    }

    @Test
    void byteOrderMarkCrLfAndQuotedLineEndsAreRead() throws IOException {
        site.properties("\ufeffsite=first\n");
        site.assets("\ufeffasset,type,name,colour\r\nrack,rack,\"Rack 1,\r\nleft\",\"say \"\"red\"\"\"\r\n");
        SiteDraft draft = read();
        assertEquals(List.of(), draft.faults());
        assertEquals("Rack 1,\r\nleft", draft.assets().get("rack").name());
        assertEquals(Map.of("colour", "say \"red\""), draft.assets().get("rack").attributes());
    }

    @Test
    void aRowAfterAQuotedLineEndHasItsTrueLine() throws IOException {
        site.assets("asset,type,name\nrack,rack,\"two\nlines\"\nrack,rack,again\n");
        assertTrue(read().faults().stream().anyMatch(fault -> fault.file().equals("assets.csv") && fault.line() == 4), read().faults().toString());
    }

    @Test
    void rowsWithFewerCellsAreReadAndThoseWithMoreAreFaults() throws IOException {
        site.points("t1,rack,inlet,temperature,Cel,hall,a\nt2,rack,outlet,temperature,Cel,hall,b,,,,,,,,,,,one too many\n");
        List<Fault> faults = read().faults();
        assertEquals(1, faults.size(), faults.toString());
        assertEquals(3, faults.get(0).line());
    }

    @ParameterizedTest
    @CsvSource({"'asset;type\nrack;rack\n',separated", "'asset,type\nrack,\"rack\n',CSV", "'',empty", "'asset\nrack\n',missing", "'asset,type,type\nrack,rack,rack\n',twice"})
    void aTableOfWrongFormIsNamed(String text, String says) throws IOException {
        site.assets(text);
        List<Fault> faults = read().faults();
        assertTrue(faults.stream().anyMatch(fault -> fault.file().equals("assets.csv") && fault.message().contains(says)), faults.toString());
    }

    @Test
    void whatIsNotUtf8IsNamed() throws IOException {
        Files.write(site.path().resolve("assets.csv"), "asset,type\nrack,r\u00e4ck\n".getBytes(StandardCharsets.ISO_8859_1));
        assertTrue(read().faults().stream().anyMatch(fault -> fault.file().equals("assets.csv") && fault.message().contains("UTF-8")), read().faults().toString());
    }

    @Test
    void hugeFieldsAndRubbishAreFaultsAndNotTheEnd() throws IOException {
        site.assets("asset,type\nrack," + "x".repeat(10 << 20) + "\n");
        assertFalse(read().faults().isEmpty());
        byte[] rubbish = new byte[1 << 20];
        new java.util.Random(7).nextBytes(rubbish);
        Files.write(site.path().resolve("points.csv"), rubbish);
        assertTrue(read().faults().stream().anyMatch(fault -> fault.file().equals("points.csv")));
    }

    @Test
    void aMissingFileIsNamedWithTheSitesFolder() throws IOException {
        Files.delete(site.path().resolve("points.csv"));
        assertTrue(read().faults().stream().anyMatch(fault -> fault.file().equals("points.csv") && fault.message().contains(site.path().toString())), read().faults().toString());
    }

    @ParameterizedTest
    @CsvSource({"adapters.hall.uri=tcp://x,adapters.hall.type", "adapters.ha-ll.type=mqtt,adapters.ha-ll.type", "adapters.hall.type=../x,adapters.hall.type"})
    void anAdapterWithoutAUsableTypeOrNameIsAFault(String line, String key) throws IOException {
        site.properties("site=first\n" + line + "\n");
        assertEquals(List.of(key), read().faults().stream().map(Fault::column).toList());
    }

    private SiteDraft read() throws IOException {
        return new SiteFiles(UNITS).read(site.path(), site.path());
    }
}
