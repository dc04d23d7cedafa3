package io.gemello.export.bcf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.alert.AlertState;
import io.gemello.api.alert.AlertTrail;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BcfArchiveTest {
    private static final Reader ALL = Reader.ALL;
    private final House house = new House();
    private final Issues issues = new Issues(new AlertStory(TimeUnit.DAYS.toNanos(1)), 10);

    private Unzipped file(BcfVersion version, int minute, Reader reader) throws Exception {
        return Unzipped.of(bytes(version, minute, reader));
    }

    private byte[] bytes(BcfVersion version, int minute, Reader reader) throws Exception {
        issues.take(house.at(minute), house);
        return BcfArchive.bytes(version, issues.of(reader).all(), issues.of(reader).topics());
    }

    private Unzipped file(int minute) throws Exception {
        return file(BcfVersion.V2_1, minute, ALL);
    }

    @ParameterizedTest
    @EnumSource(BcfVersion.class)
    void eachPartIsValidAgainstTheSchemasOfItsVersion(BcfVersion version) throws Exception {
        Path schemas = Path.of(System.getProperty("gemello.shared", "/none"), "bim", "bcf-xsd-" + version.id());
        if (!Files.isDirectory(schemas)) {
            System.out.println("skipped: shared data not found");
        }
        Assumptions.assumeTrue(Files.isDirectory(schemas), "skipped: shared data not found");
        Map<String, String> schema = Map.of("markup.bcf", "markup.xsd", "viewpoint.bcfv", "visinfo.xsd", "bcf.version", "version.xsd", "extensions.xml", "extensions.xsd", "project.bcfp", "project.xsd");
        house.raised(1, 0).acknowledged(1, 1, AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED, "seen\u0007 by <me> \uD800 & you").returned(1, 2, AlertState.ACKNOWLEDGED, AlertState.NORMAL).raised(0, 3);
        for (Unzipped file : List.of(file(version, 4, ALL), Unzipped.of(BcfArchive.bytes(version, house.unplaced().at(4), new Topics(house.at(4), ALL).of(List.of()))),
            unplaced(version))) {
            for (Map.Entry<String, byte[]> part : file.parts().entrySet()) {
                String name = part.getKey().substring(part.getKey().lastIndexOf('/') + 1);
                Schema rules = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schemas.resolve(schema.get(name)).toFile());
                assertDoesNotThrow(() -> rules.newValidator().validate(new StreamSource(new ByteArrayInputStream(part.getValue()))), () -> part.getKey() + ": " + new String(part.getValue()));
            }
        }
        assertEquals(version == BcfVersion.V2_1 ? 5 : 7, file(version, 4, ALL).parts().size());
    }

    private Unzipped unplaced(BcfVersion version) throws Exception {
        house.unplaced();
        return file(version, 4, ALL);
    }

    @Test
    void anAlertIsAnIssueWithItsElementSelectedColouredAndLookedAt() throws Exception {
        house.raised(0, 0).acknowledged(0, 1, AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED, "fan ordered");
        Unzipped file = file(2);
        assertEquals(1, file.issues());
        assertEquals("Rack 0: inlet 35 & more, limit <27>", file.text("markup.bcf", "/Markup/Topic/Title"));
        assertEquals("Alert In Progress High", String.join(" ", file.text("markup.bcf", "/Markup/Topic/@TopicType"), file.text("markup.bcf", "/Markup/Topic/@TopicStatus"), file.text("markup.bcf", "/Markup/Topic/Priority")));
        assertEquals("hot a0 hi", String.join(" ", file.text("markup.bcf", "/Markup/Topic/Labels[1]"), file.text("markup.bcf", "/Markup/Topic/Labels[2]"), file.text("markup.bcf", "/Markup/Topic/Labels[3]")));
        assertEquals("2026-03-01T10:00:00Z", file.text("markup.bcf", "/Markup/Topic/CreationDate"));
        assertEquals("nina", file.text("markup.bcf", "/Markup/Topic/ModifiedAuthor"));
        assertEquals("acknowledge: fan ordered", file.text("markup.bcf", "/Markup/Comment/Comment"));
        assertEquals("nina 2026-03-01T10:01:00.001Z", file.text("markup.bcf", "concat(/Markup/Comment/Author, ' ', /Markup/Comment/Date)"));
        assertEquals("0YvctVUKr0kugbFTf53O9L", file.text("markup.bcf", "/Markup/Header/File/@IfcProject"));
        assertEquals(House.GUIDS[0], file.text("viewpoint.bcfv", "//Selection/Component/@IfcGuid"));
        assertEquals("Autodesk Revit 130315", file.text("viewpoint.bcfv", "concat(//Selection/Component/OriginatingSystem, ' ', //Selection/Component/AuthoringToolId)"));
        assertEquals("E69F00", file.text("viewpoint.bcfv", "//Coloring/Color[Component/@IfcGuid='" + House.GUIDS[0] + "']/@Color"));
        assertEquals("true", file.text("viewpoint.bcfv", "//Visibility/@DefaultVisibility"));
        assertEquals(file.text("markup.bcf", "/Markup/Viewpoints/@Guid"), file.text("viewpoint.bcfv", "/VisualizationInfo/@Guid"));
        assertLooksAt(file, 0, 2, 0.5);
    }

    private static void assertLooksAt(Unzipped file, double... target) throws Exception {
        double distance = 0;
        double along = 0;
        double upright = 0;
        for (int axis = 0; axis < 3; axis++) {
            double gap = target[axis] - number(file, "CameraViewPoint", axis);
            distance += gap * gap;
            along += gap * number(file, "CameraDirection", axis);
            upright += number(file, "CameraUpVector", axis) * number(file, "CameraDirection", axis);
        }
        assertEquals(Math.sqrt(distance), along, 1e-9, "the direction points at it");
        assertTrue(along > 3 && along < 50, "from near by: " + along);
        assertEquals(0, upright, 1e-12);
        assertTrue(number(file, "CameraUpVector", 2) > 0);
    }

    private static double number(Unzipped file, String vector, int axis) throws Exception {
        return Double.parseDouble(file.text("viewpoint.bcfv", "//PerspectiveCamera/" + vector + "/*[" + (axis + 1) + "]"));
    }

    @Test
    void theSameOccurrenceKeepsItsGuidAndTheNextHasItsOwn() throws Exception {
        house.raised(0, 0);
        String first = file(1).text("markup.bcf", "/Markup/Topic/@Guid");
        house.returned(0, 2, AlertState.UNACKNOWLEDGED, AlertState.RETURNED).step(0, 3, "raised", AlertState.RETURNED, AlertState.UNACKNOWLEDGED, "process", "");
        assertEquals(first, file(4).text("markup.bcf", "/Markup/Topic/@Guid"), "nobody has acknowledged in between");
        Issues restarted = new Issues(new AlertStory(TimeUnit.DAYS.toNanos(1)), 10);
        restarted.take(house.at(4), house);
        assertEquals(first, restarted.of(ALL).topics().get(0).guid().toString(), "after a restart too");
        house.returned(0, 5, AlertState.UNACKNOWLEDGED, AlertState.RETURNED).acknowledged(0, 6, AlertState.RETURNED, AlertState.NORMAL, "").raised(0, 7);
        Unzipped both = file(8);
        assertEquals(2, both.issues());
        List<Topic> topics = issues.of(ALL).topics();
        assertEquals(List.of("Open", "Closed"), topics.stream().map(Topic::status).toList());
        assertEquals(first, topics.get(1).guid().toString());
        assertNotEquals(topics.get(0).guid(), topics.get(1).guid());
    }

    @Test
    void whatIsOverIsToldForAWhileAndThenLeaves() throws Exception {
        house.raised(0, 0).returned(0, 1, AlertState.UNACKNOWLEDGED, AlertState.RETURNED).acknowledged(0, 2, AlertState.RETURNED, AlertState.NORMAL, "");
        assertEquals("Closed", file(3).text("markup.bcf", "/Markup/Topic/@TopicStatus"));
        assertEquals(1, file(24 * 60).issues());
        assertEquals(0, file(24 * 60 + 3).issues());
    }

    @Test
    void anAlertThatWasSilencedWhileItWasNormalIsNoIssue() throws Exception {
        house.step(0, 0, "shelve", AlertState.NORMAL, AlertState.SHELVED, "nina", "").step(0, 1, "raised", AlertState.SHELVED, AlertState.SHELVED, "process", "");
        assertEquals(0, file(2).issues());
        house.step(0, 3, "shelf time over", AlertState.SHELVED, AlertState.UNACKNOWLEDGED, "clock", "").step(0, 4, "shelve", AlertState.UNACKNOWLEDGED, AlertState.SHELVED, "nina", "tomorrow");
        assertEquals("On Hold", file(5).text("markup.bcf", "/Markup/Topic/@TopicStatus"));
        assertEquals("shelve: tomorrow", file(5).text("markup.bcf", "/Markup/Comment/Comment"));
    }

    @Test
    void theSameIssuesAreTheSameBytes() throws Exception {
        house.raised(0, 0).raised(1, 1);
        byte[] first = bytes(BcfVersion.V2_1, 2, ALL);
        assertArrayEquals(first, bytes(BcfVersion.V2_1, 3, ALL));
    }

    @Test
    void aCallerGetsTheIssuesOfWhatHeMayRead() throws Exception {
        house.raised(0, 0).raised(1, 1);
        Unzipped file = file(BcfVersion.V2_1, 2, new Reader(none -> false, (asset, point) -> point.equals("p1")));
        assertEquals(1, file.issues());
        assertEquals(House.GUIDS[1], file.text("viewpoint.bcfv", "//Selection/Component/@IfcGuid"));
        assertEquals("", file.text("viewpoint.bcfv", "//Coloring"), "a colour speaks of the whole asset");
    }

    @Test
    void beyondTheBoundTheLeastUrgentAreLeftOutAndCounted() throws Exception {
        house.raised(0, 0).returned(0, 1, AlertState.UNACKNOWLEDGED, AlertState.NORMAL).raised(1, 2);
        Issues few = new Issues(new AlertStory(TimeUnit.DAYS.toNanos(1)), 1);
        few.take(house.at(3), house);
        assertEquals(List.of("Open"), few.of(ALL).topics().stream().map(Topic::status).toList());
        assertEquals(1, few.of(ALL).leftOut());
    }

    /** An alert is shown a moment before its step stands in the history. */
    @Test
    void whatTheHistoryIsAboutToTellIsWaitedFor() throws Exception {
        house.raised(0, 0);
        AtomicInteger asked = new AtomicInteger();
        AlertTrail slow = (after, max) -> asked.incrementAndGet() < 4 ? List.of() : house.after(after, max);
        issues.take(house.at(0), slow);
        assertEquals(1, issues.of(ALL).topics().size());
        house.acknowledged(0, 1, AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED, "seen");
        asked.set(0);
        issues.take(house.at(1), slow);
        assertEquals("seen", issues.of(ALL).topics().get(0).comments().get(0).text().split(": ")[1]);
    }
}
