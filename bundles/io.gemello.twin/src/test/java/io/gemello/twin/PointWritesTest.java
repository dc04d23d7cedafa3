package io.gemello.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.api.catalogue.Point;
import io.gemello.api.health.Health;
import io.gemello.api.http.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client's write to a point's value is a sample of adapter {@code ditto}; everything else of a thing is the client's. */
class PointWritesTest {
    private static final String R1 = "/org.first:r1";
    private final Building building = new Building();
    private Point inlet;

    @BeforeEach
    void site() {
        building.asset("r1", Map.of());
        inlet = building.point("r1", "inlet", "hall");
        building.point("r1", "setpoint", "ditto");
        building.apply();
        building.reading(inlet, 20);
        Building.until("20", () -> Building.text(building.get(R1 + "/features/inlet/properties/value")).equals("20.0"));
    }

    @AfterEach
    void close() {
        building.close();
    }

    private int taken;

    private Sample sample() {
        assertEquals(taken + 1, building.intake.samples().size());
        return building.intake.samples().get(taken++);
    }

    @Test
    void aValueBecomesASample() {
        assertEquals(201, building.put(R1 + "/features/setpoint/properties/value", "21.5").status());
        Sample sample = sample();
        assertEquals("r1/setpoint", sample.to().address());
        assertEquals(21.5, sample.value());
        assertEquals(Sample.NO_TIME, sample.epochNanos());
        assertEquals(204, building.patch(R1 + "/features/setpoint/properties", "{\"value\":\"open\"}").status());
        assertEquals("open", sample().value());
        assertEquals(204, building.patch(R1, "{\"features\":{\"setpoint\":{\"properties\":{\"value\":true}}}}").status());
        assertEquals(true, sample().value());
        assertEquals(400, building.put(R1 + "/features/setpoint/properties/value", "{}").status());
    }

    @Test
    void timeAndUnitGoWithTheValueWhenTheyAreNew() {
        assertEquals(204, building.put(R1 + "/features/setpoint/properties",
            "{\"value\":70,\"unit\":\"[degF]\",\"time\":\"2026-01-31T12:00:00.5Z\",\"note\":\"x\"}").status());
        Sample sample = sample();
        assertEquals("[degF]", sample.unit());
        assertEquals(1_769_860_800_500_000_000L, sample.epochNanos());
        assertEquals("{\"unit\":\"Cel\",\"state\":\"never seen\",\"note\":\"x\"}", Building.text(building.get(R1 + "/features/setpoint/properties")));
        assertEquals(400, building.put(R1 + "/features/setpoint/properties", "{\"value\":70,\"time\":\"yesterday\"}").status());
        assertEquals(taken, building.intake.samples().size());
    }

    @Test
    void aPointOfAnotherAdapterIsRefusedByItsName() {
        Response refused = building.put(R1 + "/features/inlet/properties/value", "1");
        assertEquals(409, refused.status());
        assertEquals("""
            {"status":409,"error":"gemello:twin.point-fed-by-adapter","message":"The point r1.inlet is fed by the adapter hall.","description":\
            "To have clients write it, set its adapter to ditto and its address to r1/inlet in points.csv. To write other properties of the feature, leave out value."}""",
            Building.text(refused));
        assertEquals(409, building.put(R1 + "/features/inlet/properties", "{\"value\":1,\"note\":\"x\"}").status());
        assertEquals(409, building.patch(R1 + "/features", "{\"inlet\":{\"properties\":{\"value\":1}}}").status());
        assertEquals(404, building.get(R1 + "/features/inlet/properties/note").status(), "a refused change changes nothing");
    }

    @Test
    void theOtherPropertiesOfTelemetryCannotBeWrittenOrDeletedAlone() {
        for (String path : new String[] {"/time", "/unit", "/quality", "/reasons", "/state", "/value/deeper"}) {
            assertEquals(409, building.put(R1 + "/features/setpoint/properties" + path, "1").status(), path);
        }
        assertEquals(409, building.delete(R1 + "/features/inlet/properties/value").status());
        assertEquals(409, building.delete(R1 + "/features/inlet").status());
        assertEquals(409, building.patch(R1 + "/features/inlet/properties/value", "null").status());
        assertEquals(409, building.patch(R1 + "/features", "{\"inlet\":null}").status());
        assertTrue(Building.text(building.get(R1 + "/features/inlet/properties")).startsWith("{\"value\":20.0"));
    }

    @Test
    void aThingThatIsReadChangedAndPutBackKeepsItsTelemetry() {
        String whole = Building.text(building.get(R1));
        assertEquals(204, building.put(R1, whole.replace("\"attributes\":{", "\"attributes\":{\"note\":1,")).status());
        assertEquals(taken, building.intake.samples().size());
        assertEquals(whole.replace("}},\"features\"", "},\"note\":1},\"features\""), Building.text(building.get(R1)));
        assertEquals(204, building.delete(R1 + "/features").status());
        assertTrue(Building.text(building.get(R1 + "/features/inlet/properties")).startsWith("{\"value\":20.0"));
    }

    @Test
    void clientsPropertiesStandBesideTelemetryAndSurviveAKill() {
        assertEquals(201, building.put(R1 + "/features/inlet/properties/note", "\"x\"").status());
        assertEquals(201, building.put(R1 + "/features/inlet/desiredProperties", "{\"value\":19}").status());
        assertEquals(201, building.put(R1 + "/features/own", "{\"properties\":{\"value\":5}}").status());
        building.killAndRestart();
        building.apply();
        assertEquals("\"x\"", Building.text(building.get(R1 + "/features/inlet/properties/note")));
        assertEquals("19", Building.text(building.get(R1 + "/features/inlet/desiredProperties/value")));
        assertEquals("5", Building.text(building.get(R1 + "/features/own/properties/value")));
        assertEquals(204, building.delete(R1 + "/features/inlet/properties").status());
        assertEquals(404, building.get(R1 + "/features/inlet/properties/note").status());
        assertEquals(200, building.get(R1 + "/features/inlet/properties/unit").status());
    }

    @Test
    void theEventOfAChangeHasNoValueThatThePointDoesNotHave() {
        List<String> told = building.listen(R1);
        assertEquals(204, building.patch(R1 + "/features/setpoint/properties", "{\"value\":70,\"note\":1}").status());
        Building.until("told", () -> told.size() == 1);
        assertEquals("{\"thingId\":\"org.first:r1\",\"features\":{\"setpoint\":{\"properties\":{\"note\":1}}}}", told.get(0));
    }

    @Test
    void aBusyIntakeIs503AndNothingChanges() {
        building.intake.block();
        Response refused = building.put(R1 + "/features/setpoint/properties", "{\"value\":1,\"note\":2}");
        assertEquals(503, refused.status());
        assertEquals("1", refused.headers().get("Retry-After"));
        assertEquals(404, building.get(R1 + "/features/setpoint/properties/note").status());
    }

    @Test
    void anotherAdapterOfTheNameOnlyStopsValuesAndIsNamedInHealth() {
        building.twin.close();
        IntakeSession other = building.intake.open(new AdapterInfo("ditto", "mqtt", ""));
        building.start();
        building.apply();
        assertEquals(503, building.put(R1 + "/features/setpoint/properties/value", "1").status());
        assertEquals(201, building.put(R1 + "/attributes/note", "1").status());
        assertTrue(building.twin.check().get(0).message().contains("'ditto' (mqtt)"), building.twin.check().toString());
        other.close();
        assertEquals(201, building.put(R1 + "/features/setpoint/properties/value", "1").status());
        assertEquals(Health.State.OK, building.twin.check().get(0).state());
    }
}
