package io.gemello.core.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteDeskTest {
    private static final UnitBook UNITS = new UnitBook();
    private static final String T1 = "t1,rack,inlet,temperature,Cel,hall,a/t1,,,,,,,,,60s,\n";
    private static final String T2 = "t2,rack,outlet,temperature,Cel,hall,a/t2,,,,,,,,,60s,\n";
    @TempDir
    Path temporary;
    private SiteFolder site;
    private final Set<String> history = new TreeSet<>();
    private final List<SiteCatalogue> applied = new ArrayList<>();

    @BeforeEach
    void plainSite() throws IOException {
        site = new SiteFolder(temporary.resolve("first"));
    }

    @Test
    void applyingTwiceChangesNothing() throws IOException {
        SiteDesk desk = desk();
        assertEquals(List.of("t1"), desk.apply().points().added());
        assertFalse(desk.apply().applied());
        assertEquals(1, applied.size());
        assertEquals(1, desk.current().revision());
    }

    @Test
    void aFaultySiteChangesNothing() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        site.points(T1 + "t2,nowhere,outlet,temperature,blorg,hall,b,,,,,,,,,,\n");
        assertTrue(desk.apply().refused());
        assertEquals(1, applied.size());
        assertEquals(Set.of("t1"), desk.current().points().keySet());
    }

    @Test
    void changesAreReportedByName() throws IOException {
        SiteDesk desk = desk();
        site.points(T1 + T2);
        desk.apply();
        site.points(T1.replace("60s", "90s") + "t3,rack,third,temperature,Cel,hall,c,,,,,,,,,,\n");
        SiteReport report = desk.apply();
        assertEquals(List.of("t3"), report.points().added());
        assertEquals(List.of("t1"), report.points().changed());
        assertEquals(List.of("t2"), report.points().retired());
    }

    @Test
    void keysStayAndWhatIsGoneIsRetiredAlsoAfterARestart() throws IOException {
        SiteDesk desk = desk();
        site.points(T1 + T2);
        desk.apply();
        int key = desk.current().points().get("t2").key();
        site.assets("asset,type,locatedIn\nhall,hall,\nnew,rack,hall\n").points("t2,new,outlet,temperature,Cel,hall,a/t2,,,,,,,,,,\n");
        desk.apply();
        SiteDesk again = desk();
        again.start();
        assertEquals(key, again.current().points().get("t2").key());
        assertEquals("new", again.current().points().get("t2").asset());
        assertTrue(again.current().points().get("t1").retired());
        assertTrue(again.current().assets().get("rack").retired());
        assertEquals("hall", again.current().assets().get("rack").locatedIn(), "a retired asset is marked, and stays where it was");
        assertFalse(again.current().assets().get("new").retired());
        assertEquals(2, again.current().revision());
    }

    @Test
    void aUnitIsFixedWhileThePointHasHistory() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        history.add("t1");
        site.points(T1.replace("Cel", "K"));
        SiteReport report = desk.apply();
        assertTrue(report.refused());
        assertEquals("unit", report.faults().get(0).column());
        assertTrue(report.faults().get(0).message().contains("t1-2"), report.faults().toString());
        assertEquals("Cel", desk.current().points().get("t1").unit());
    }

    /** What is on its way under the old key must not be read in the new unit. */
    @Test
    void aUnitThatChangesWithoutHistoryGetsANewKey() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        int before = desk.current().points().get("t1").key();
        site.points(T1.replace("Cel", "K"));
        desk.apply();
        assertFalse(desk.current().points().get("t1").key() == before);
        PointRegistry registry = registry();
        assertEquals("Cel", registry.byKey(before).unit());
        assertEquals("K", registry.byKey(desk.current().points().get("t1").key()).unit());
        site.points(T2);
        desk.apply();
        assertEquals("K", desk.current().points().get("t1").unit());
        assertTrue(desk.current().points().get("t1").retired());
    }

    @Test
    void undoBringsBackWhatWasAndOnlyOnce() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        assertThrows(IllegalStateException.class, desk::undo);
        site.points(T2);
        desk.apply();
        assertTrue(desk.undo().applied());
        assertFalse(desk.current().points().get("t1").retired());
        assertTrue(desk.current().points().get("t2").retired());
        assertEquals(3, desk.current().revision());
        assertThrows(IllegalStateException.class, desk::undo);
    }

    @Test
    void undoSurvivesARestartUntilTheFilesAreAppliedAgain() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        site.points(T2);
        desk.apply();
        SiteDesk later = desk();
        later.start();
        later.undo();
        SiteDesk restarted = desk();
        SiteReport report = restarted.start();
        assertFalse(restarted.current().points().get("t1").retired());
        assertTrue(report.faults().get(0).warning(), report.faults().toString());
        assertTrue(restarted.apply().applied());
        assertTrue(restarted.current().points().get("t1").retired());
    }

    @Test
    void aStartWithFaultyFilesRunsTheLastGoodOnes() throws IOException {
        desk().apply();
        site.points("rubbish\n");
        SiteDesk restarted = desk();
        assertTrue(restarted.start().refused());
        assertTrue(restarted.behind());
        assertEquals(Set.of("t1"), restarted.current().points().keySet());
        site.points(T1 + T2);
        assertTrue(restarted.apply().applied());
        assertFalse(restarted.behind());
    }

    @Test
    void aFirstStartWithFaultyFilesHasNoSite() throws IOException {
        site.points("rubbish\n");
        SiteDesk desk = desk();
        assertTrue(desk.start().refused());
        assertNull(desk.current());
    }

    @Test
    void checkingChangesNothing() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        site.points(T2);
        assertEquals(List.of("t2"), desk.check().points().added());
        assertEquals(1, applied.size());
        assertNull(registry().byId("t2"));
    }

    @Test
    void aTornLastLineOfTheRegistryIsCut() throws IOException {
        desk().apply();
        Path file = temporary.resolve("points.jsonl");
        long whole = Files.size(file);
        Files.write(file, "{\"key\":1,\"id\":\"t\u00e4".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        assertNull(registry().byKey(1));
        assertEquals(whole, Files.size(file));
    }

    @Test
    void aDamagedRegistryIsRefusedWithItsLine() throws IOException {
        desk().apply();
        Files.writeString(temporary.resolve("points.jsonl"), "rubbish\n", StandardOpenOption.APPEND);
        IOException refused = assertThrows(IOException.class, this::registry);
        assertTrue(refused.getMessage().contains("points.jsonl:2"), refused.getMessage());
    }

    @Test
    void theSitesAdaptersAreConfiguredOnceAndTheOperatorsStay() throws IOException {
        site.properties("site=first\nadapters.hall.type=mqtt\nadapters.hall.uri=tcp\\://localhost\\:1883\n");
        AdapterConfigs configs = new AdapterConfigs(temporary.resolve("etc"));
        SiteDesk desk = desk();
        desk.apply();
        configs.write(desk.current());
        Path file = temporary.resolve("etc/io.gemello.adapter.mqtt-hall.cfg");
        List<String> lines = Files.readAllLines(file);
        assertTrue(lines.contains("name = hall") && lines.contains("uri = tcp://localhost:1883"), lines.toString());
        Files.writeString(file, "mine\n");
        configs.write(desk.current());
        assertEquals("mine\n", Files.readString(file));
    }

    private PointRegistry registry() throws IOException {
        return new PointRegistry(temporary.resolve("points.jsonl"));
    }

    private SiteDesk desk() throws IOException {
        return new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), registry(), point -> history.contains(point.id()), applied::add);
    }
}
