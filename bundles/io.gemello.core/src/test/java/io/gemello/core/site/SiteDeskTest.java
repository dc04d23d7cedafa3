package io.gemello.core.site;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
    private boolean full;

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
    void theSitesAdaptersFollowTheSiteAndTheOperatorsStay() throws IOException {
        site.properties("site=first\nadapters.hall.type=mqtt\nadapters.hall.uri=tcp\\://localhost\\:1883\nadapters.side.type=mqtt\n");
        AdapterConfigs configs = configs();
        SiteDesk desk = desk();
        assertEquals(List.of("hall", "side"), desk.apply().adapters().added());
        assertEquals(List.of(), configs.write(desk.current()));
        Path hall = temporary.resolve("etc/io.gemello.adapter.mqtt-hall.cfg");
        Path side = temporary.resolve("etc/io.gemello.adapter.mqtt-side.cfg");
        List<String> lines = Files.readAllLines(hall);
        assertTrue(lines.contains("name = hall") && lines.contains("uri = tcp://localhost:1883"), lines.toString());
        Files.writeString(side, "mine\n");
        site.properties("site=first\nadapters.hall.type=mqtt\nadapters.hall.uri=tcp\\://other\\:1883\nadapters.side.type=mqtt\n");
        SiteReport changed = desk.apply();
        assertEquals(List.of("hall"), changed.adapters().changed());
        Fault warning = configs().write(desk.current()).get(0);
        assertTrue(warning.warning() && warning.column().equals("adapters.side"), warning.toString());
        assertTrue(Files.readAllLines(hall).contains("uri = tcp://other:1883"));
        assertEquals("mine\n", Files.readString(side));
        site.properties("site=first\n");
        assertEquals(List.of("hall", "side"), desk.apply().adapters().retired());
        configs().write(desk.current());
        assertFalse(Files.exists(hall), "what the site brought goes with it");
        assertEquals("mine\n", Files.readString(side));
    }

    /** Also where the record of what was made here was lost in a crash. */
    @Test
    void anAdaptersFileThatIsAsTheSiteSaysIsTheSites() throws IOException {
        site.properties("site=first\nadapters.hall.type=mqtt\n");
        SiteDesk desk = desk();
        desk.apply();
        configs().write(desk.current());
        Files.delete(temporary.resolve("adapters"));
        assertEquals(List.of(), configs().write(desk.current()));
        site.properties("site=first\n");
        desk.apply();
        configs().write(desk.current());
        assertFalse(Files.exists(temporary.resolve("etc/io.gemello.adapter.mqtt-hall.cfg")));
    }

    @Test
    void whatCannotBeConfiguredOrStoredChangesNothingAtAll() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        byte[] keys = Files.readAllBytes(temporary.resolve("points.jsonl"));
        byte[] assets = Files.readAllBytes(temporary.resolve("kept/retired-assets.json"));
        site.assets("asset,type,locatedIn\nhall,hall,\nrack,rack,hall\nwrong,rack,hall\n").points(T1 + "t8,wrong,outlet,temperature,Cel,hall,a/t8,,,,,,,,,,\n");
        full = true;
        assertThrows(IOException.class, desk::apply);
        full = false;
        Path inTheWay = Files.createFile(temporary.resolve("kept/previous"));
        assertThrows(IOException.class, desk::apply);
        Files.delete(inTheWay);
        assertEquals(1, applied.size());
        assertEquals(1, desk.current().revision());
        assertArrayEquals(keys, Files.readAllBytes(temporary.resolve("points.jsonl")));
        assertArrayEquals(assets, Files.readAllBytes(temporary.resolve("kept/retired-assets.json")));
        site.assets("asset,type,locatedIn\nhall,hall,\nrack,rack,hall\n").points(T1 + T2);
        desk.apply();
        assertEquals(Set.of("t1", "t2"), desk.current().points().keySet(), "what was refused is not retired: it never was");
        assertEquals(Set.of("hall", "rack"), desk.current().assets().keySet());
    }

    @Test
    void aRetiredAssetComesBackAsItIsNow() throws IOException {
        SiteDesk desk = desk();
        desk.apply();
        site.assets("asset,type,locatedIn\nhall,hall,\n").points("");
        assertEquals(List.of("rack"), desk.apply().assets().retired());
        assertTrue(desk.current().assets().get("rack").retired());
        site.assets("asset,type,locatedIn\nhall,hall,\nrack,cabinet,hall\n").points(T1);
        assertEquals(List.of("rack"), desk.apply().assets().added());
        assertFalse(desk.current().assets().get("rack").retired());
        assertEquals("cabinet", desk.current().assets().get("rack").type());
    }

    @Test
    void reportsSayInASentenceWhatCameOfIt() throws IOException {
        SiteDesk desk = desk();
        assertEquals("applied as revision 1: assets 2 added, 0 changed, 0 retired; points 1 added, 0 changed, 0 retired; adapters 0 added, 0 changed, 0 retired", desk.apply().sentence());
        assertEquals("nothing has changed: these files run already, as revision 1", desk.apply().sentence());
        site.points("rubbish\n");
        assertTrue(desk.apply().sentence().startsWith("refused for "));
    }

    private AdapterConfigs configs() {
        return new AdapterConfigs(temporary.resolve("etc"), temporary.resolve("adapters"));
    }

    private PointRegistry registry() throws IOException {
        return new PointRegistry(temporary.resolve("points.jsonl"));
    }

    private SiteDesk desk() throws IOException {
        return new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), registry(), point -> history.contains(point.id()), new SiteEffect() {
            @Override
            public List<Fault> prepare(SiteCatalogue next) throws IOException {
                if (full) {
                    throw new IOException("No space left on device");
                }
                return List.of();
            }

            @Override
            public void apply(SiteCatalogue next) {
                applied.add(next);
            }
        });
    }
}
