package io.gemello.adapter.ipmi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteCommandTest {
    @TempDir
    private Path folder;
    private Path recordings;
    private Path out;

    @BeforeEach
    void folders() throws IOException {
        recordings = Files.createDirectory(folder.resolve("in"));
        out = folder.resolve("My Hall");
    }

    @Test
    void eachHostIsAServerAndEachNumericSensorAPoint() throws IOException {
        record("node1", "CPU 1 Temp | 30 degrees C | ok", "Fan, \"left\" | 4000 RPM | ok", "State | 0x01 | ok", "Gone | no reading | ns");
        assertEquals(0, SiteCommand.run("ipmi", recordings.toString(), out.toString()));
        assertEquals(List.of("site=my-hall", "zone=UTC", "adapters.ipmi.type=ipmi"), lines("site.properties"));
        assertEquals(List.of("asset,type,name,locatedIn,partOf,feeds,ifcGuid", "node1,server,node1,,,,"), lines("assets.csv"));
        assertEquals(List.of("point,asset,feature,quantity,unit,adapter,address,staleAfter",
                "node1.cpu-1-temp,node1,cpu-1-temp,temperature,Cel,ipmi,node1/CPU 1 Temp,900 s",
                "node1.fan-left,node1,fan-left,fan_speed,/min,ipmi,\"node1/Fan, \"\"left\"\"\",900 s"), lines("points.csv"));
    }

    @Test
    void aHostThatNeverAnsweredGetsWhatAllOthersHave() throws IOException {
        record("node1", "Ambient Temp | 30 degrees C | ok", "Fan | 4000 RPM | ok");
        record("node2", "Ambient Temp | 31 degrees C | ok", "Power | 40 Watts | ok");
        record("node3");
        SiteDraft draft = SiteDraft.of(recordings);
        assertEquals(List.of("node3"), draft.silent());
        assertEquals(List.of("node3/Ambient Temp"), draft.points().stream().filter(point -> point.asset().equals("node3")).map(HostSensors.Point::address).toList());
    }

    /** One name for two quantities is two series; two scales of one quantity are one. */
    @Test
    void aSensorOfSeveralUnitsIsToldApartByKind() throws IOException {
        record("node1", "X | 1 Volts | ok", "Y | 20 degrees C | ok");
        Files.writeString(recordings.resolve("node1-2025-06-03.txt"), "Timestamp: 2025-06-03 00:01:00 UTC\nX | 2 Watts | ok\nY | 68 degrees F | ok\n", StandardOpenOption.APPEND);
        assertEquals(List.of("node1.x node1/X V", "node1.x-watts node1/X | Watts W", "node1.y node1/Y Cel"),
                SiteDraft.of(recordings).points().stream().map(point -> point.id() + " " + point.address() + " " + point.unit()).toList());
    }

    @Test
    void idsAreUniqueAndDoNotDependOnTheOrderOfTheSensors() throws IOException {
        record("node1", "Fan 1 | 1 RPM | ok", "Fan-1 | 2 RPM | ok", "Fan 1 | 3 RPM | ok", "温度 | 4 degrees C | ok", "++ | 3 Volts | ok");
        record("node2", "++ | 3 Volts | ok", "温度 | 4 degrees C | ok", "Fan 1 | 1 RPM | ok", "Fan 1 | 3 RPM | ok", "Fan-1 | 2 RPM | ok");
        Set<String> first = features("node1");
        assertEquals(5, first.size());
        assertEquals(first, features("node2"));
    }

    /** As the site's files demand of ids. */
    @Test
    void idsAreIdsWhateverTheNamesAre() throws IOException {
        record("-rack 1ü", ".5V | 1 Volts | ok", "++ | 3 Volts | ok", "温度 | 4 degrees C | ok", "x".repeat(900) + " | 5 Volts | ok");
        for (HostSensors.Point point : SiteDraft.of(recordings).points()) {
            assertTrue(point.id().matches("[A-Za-z0-9_][A-Za-z0-9_.:~@+-]{0,199}"), point.id());
            assertTrue(point.feature().matches("[A-Za-z0-9_][A-Za-z0-9_.:~@+-]{0,199}"), point.feature());
            assertTrue(point.asset().matches("[A-Za-z0-9_][A-Za-z0-9_.:~@+-]{0,199}"), point.asset());
        }
    }

    @Test
    void anUnknownUnitIsNotedAndGuessedByNobody() throws IOException {
        record("node1", "Mass | 3 furlongs | ok");
        SiteDraft draft = SiteDraft.of(recordings);
        assertEquals(List.of(), draft.points());
        assertEquals(List.of("node1/Mass is printed in 'furlongs'"), draft.notes());
    }

    @Test
    void anExistingSiteIsNotTouched() throws IOException {
        record("node1", "T | 30 degrees C | ok");
        Files.createDirectories(out);
        Files.writeString(out.resolve("points.csv"), "mine");
        assertEquals(1, SiteCommand.run("ipmi", recordings.toString(), out.toString()));
        assertEquals("mine", Files.readString(out.resolve("points.csv")));
        assertFalse(Files.exists(out.resolve("assets.csv")));
    }

    @Test
    void wrongUseIsTwoAndAMissingFolderOne() {
        assertEquals(2, SiteCommand.run("ipmi", "x"));
        assertEquals(2, SiteCommand.run("modbus", "x", "y"));
        assertEquals(1, SiteCommand.run("ipmi", folder.resolve("nowhere").toString(), out.toString()));
    }

    @Test
    void theRecordedDayHasOnePointForEachOfItsSeriesAndSomeForItsSilentServers() throws IOException {
        SiteDraft draft = SiteDraft.of(SharedData.harvardIpmi());
        assertEquals(12, draft.hosts().size());
        assertEquals(List.of("holy2c092901", "holyolveczkygpu01"), draft.silent());
        assertEquals(173 + 2 * 3, draft.points().size());
        assertEquals(draft.points().size(), draft.points().stream().map(HostSensors.Point::id).distinct().count());
        Set<String> expected = new HashSet<>();
        for (String row : Files.readAllLines(SharedData.harvardIpmi().resolve("expected-series.tsv")).stream().skip(1).toList()) {
            expected.add(row.split("-2025")[0] + "/" + row.split("\t")[4]);
        }
        assertTrue(draft.points().stream().map(HostSensors.Point::address).toList().containsAll(expected));
        assertEquals(List.of(), draft.notes());
    }

    private Set<String> features(String host) throws IOException {
        Set<String> features = new TreeSet<>();
        SiteDraft.of(recordings).points().stream().filter(point -> point.asset().equals(host)).forEach(point -> features.add(point.feature()));
        return features;
    }

    private void record(String host, String... lines) throws IOException {
        Files.writeString(recordings.resolve(host + "-2025-06-03.txt"), "Timestamp: 2025-06-03 00:00:01 UTC\n" + String.join("\n", lines) + "\n");
    }

    private List<String> lines(String name) throws IOException {
        return Files.readAllLines(out.resolve(name));
    }
}
