package io.gemello.export.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.gemello.api.bim.ElementOverride;
import io.gemello.api.bim.ElementParameter;
import io.gemello.api.bim.Overrides;
import io.gemello.api.bim.Shade;
import io.gemello.api.bim.SharedParameter;
import io.gemello.api.catalogue.PointState;
import io.gemello.api.reading.Quality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvOverrideExporterTest {
    private static final String HEADING = "ifcGuid,revitUniqueId,tag,entity,name,assets,parameter,value,unit,quality,time,state,alert,point,key,rgb,reason\r\n";
    @TempDir
    Path folder;

    private static ElementParameter parameter(String type, double value, String text, long time) {
        return new ElementParameter(new SharedParameter(new UUID(1, 2), "DT_T", type, "Cel"), "p1", "rack-1", "last", value, text, Quality.GOOD, time, PointState.State.LIVE, "normal");
    }

    private static Overrides overrides(ElementOverride... elements) {
        return new Overrides("hall", null, "e-1", 0, List.of(), List.of(elements));
    }

    private static ElementOverride element(String name, ElementParameter... parameters) {
        return new ElementOverride("0000000000000000000001", null, "17", "IFCFURNITURE", name, List.of(), List.of("rack-1", "row-1"), List.of(parameters), List.of(),
            Map.of("alert", new Shade("high", "#E69F00", "too warm, 31 °C")));
    }

    @Test
    void eachParameterIsARowAndWhatIsNotKnownIsEmpty() throws Exception {
        Path file = folder.resolve("out/table.csv");
        CsvOverrideExporter exporter = new CsvOverrideExporter(file, "alert");
        exporter.export(overrides(element("Rack \"7\"", parameter(SharedParameter.NUMBER, 21.5, null, 1_700_000_000_000_000_000L), parameter(SharedParameter.NUMBER, Double.NaN, null, 0)),
            element("=cmd()", parameter(SharedParameter.TEXT, 1, "open", 0)), element("plain")));
        String colour = "high,#E69F00,\"too warm, 31 °C\"\r\n";
        assertEquals(HEADING
            + "0000000000000000000001,,17,IFCFURNITURE,\"Rack \"\"7\"\"\",\"rack-1;row-1\",DT_T,21.5,Cel,good,2023-11-14T22:13:20Z,live,normal,p1," + colour
            + "0000000000000000000001,,17,IFCFURNITURE,\"Rack \"\"7\"\"\",\"rack-1;row-1\",DT_T,,Cel,good,,live,normal,p1," + colour
            + "0000000000000000000001,,17,IFCFURNITURE,\"'=cmd()\",\"rack-1;row-1\",DT_T,open,Cel,good,,live,normal,p1," + colour
            + "0000000000000000000001,,17,IFCFURNITURE,plain,\"rack-1;row-1\",,,,,,,,," + colour, Files.readString(file));
        exporter.export(overrides());
        assertEquals(HEADING, Files.readString(file));
    }

    @Test
    void whereTheTableCannotBeWrittenTheOldOneStaysAndTheReasonIsSaid() throws Exception {
        Path file = folder.resolve("table.csv");
        CsvOverrideExporter exporter = new CsvOverrideExporter(file, "alert");
        exporter.export(overrides());
        Files.createDirectory(folder.resolve(".table.csv.new"));
        assertThrows(IOException.class, () -> exporter.export(overrides(element("plain"))));
        assertEquals(HEADING, Files.readString(file));
    }
}
