package io.gemello.bim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.bim.LivePlan.Element;
import io.gemello.bim.mapping.MappingRow;
import io.gemello.bim.mapping.MappingRow.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PlanDraftTest {
    private final Hall hall = new Hall(Path.of("/nowhere")).asset("rack", Hall.guid(0));

    /** The vector of RFC 9562, appendix A.4; and the numbers that sites out there have in their Revit files by now. */
    @Test
    void theGuidOfAParameterIsTheSameForEver() {
        assertEquals(UUID.fromString("2ed6657d-e927-568b-95e1-2665a8aea6a2"), ParameterGuids.version5(UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8"), "www.example.com"));
        assertEquals(UUID.fromString("de4fc160-7fd8-50de-a3d1-9d1ee9aa5244"), new ParameterGuids("org.hall").of("DT_InletTemperature"));
        assertNotEquals(new ParameterGuids("org.other").of("DT_InletTemperature"), new ParameterGuids("org.hall").of("DT_InletTemperature"));
    }

    @Test
    void aPointFillsItsOwnElementElseItsAssets() {
        hall.point("a", "rack", "inlet-temperature", "Cel", null, null, null).point("b", "rack", "outlet", "Cel", Hall.guid(1), "DT_Out", "mean 15 min");
        LivePlan plan = hall.plan();
        assertEquals(List.of(), plan.faults());
        assertEquals(List.of("DT_InletTemperature", "DT_Out"), plan.slots().stream().map(slot -> slot.parameter().name()).toList());
        Element rack = plan.elements().get(plan.slots().get(0).element());
        Element sensor = plan.elements().get(plan.slots().get(1).element());
        assertEquals(Hall.guid(0), rack.guid());
        assertEquals(Hall.guid(1), sensor.guid());
        assertArrayEquals(new int[] {0, 1}, rack.points(), "the rack answers for all that is measured in it");
        assertArrayEquals(new int[] {1}, sensor.points());
        assertEquals(Duration.ofMinutes(15), plan.slots().get(1).aggregate().window());
    }

    @Test
    void aRevitUniqueIdIsAnElementToo() {
        hall.point("a", "rack", "inlet", "Cel", "60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b", null, null);
        Element element = hall.plan().elements().get(1);
        assertEquals("1W_HslFTT2WwXj91DxSWxH", element.guid());
        assertEquals("60f91daf-3dd7-4283-a86d-24137b73f3da-0001fd0b", element.uniqueId());
    }

    /** A wrong value on an element would be believed. */
    @Test
    void whatContradictsItselfIsLeftOutAndSaid() {
        hall.point("a", "rack", "inlet", "Cel", null, "DT_T", null).point("same", "rack", "other", "Cel", null, "DT_T", null)
            .point("unit", "rack", "power", "kW", Hall.guid(2), "DT_T", null).point("nowhere", "rack", "x", "Cel", "rack seven", null, null)
            .point("window", "rack", "y", "Cel", null, null, "median").point("none", "rack", "z", "Cel", null, "-", null);
        LivePlan plan = hall.plan();
        assertEquals(List.of("a"), plan.slots().stream().map(slot -> slot.point().id()).toList());
        assertEquals(3, plan.faults().size(), plan.faults().toString());
        for (String point : List.of("same", "unit", "window")) {
            assertTrue(plan.faults().stream().anyMatch(fault -> fault.startsWith("point " + point + ":")), point);
        }
        assertEquals(List.of("nowhere"), ids(plan, Status.UNMATCHED));
        assertEquals(List.of("unit"), ids(plan, Status.UNIT_CLASH));
    }

    private static List<String> ids(LivePlan plan, Status status) {
        return plan.mapping().stream().filter(row -> row.status() == status).map(MappingRow::id).toList();
    }

    @Test
    void aggregatesAreReadAndRefusedByASentence() {
        assertEquals("max 1 h", Aggregate.parse("max 1h").text());
        assertEquals(Aggregate.Kind.MEAN, Aggregate.parse("avg 90").kind());
        assertEquals(Aggregate.LAST, Aggregate.parse(" Last "));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Aggregate.parse("mean 0 s")).getMessage().contains("longer than nothing"));
        assertTrue(assertThrows(IllegalArgumentException.class, () -> Aggregate.parse("p95 1 h")).getMessage().contains("mean, min or max"));
    }
}
