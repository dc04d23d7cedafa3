package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataHallTest {
    private static final long MORNING = 1_750_000_000L;
    private static final Path SITE = Path.of("../../runtime-config/sites/datahall");

    private static Map<String, String> at(DataHall hall, long millis) {
        Map<String, String> texts = new TreeMap<>();
        hall.at(millis).forEach(m -> texts.put(m.topic(), new String(m.payload(), StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void sameSeedSameMessagesOtherSeedOthers() {
        assertEquals(at(new DataHall(1, MORNING), MORNING * 1000), at(new DataHall(1, MORNING), MORNING * 1000));
        assertNotEquals(at(new DataHall(1, MORNING), MORNING * 1000), at(new DataHall(2, MORNING), MORNING * 1000));
    }

    /** Stepped each second or after a minute's pause: it is the same hall. */
    @Test
    void theHallDoesNotDependOnHowOftenItIsAsked() {
        DataHall often = new DataHall(1, MORNING);
        for (int second = 1; second < 60; second++) {
            often.at((MORNING + second) * 1000);
        }
        assertEquals(at(new DataHall(1, MORNING), (MORNING + 60) * 1000), at(often, (MORNING + 60) * 1000));
    }

    /** A month of sleep must not be stepped second by second, and a clock set back must not stop the probes. */
    @Test
    void aClockThatWasSetIsFollowed() {
        DataHall hall = new DataHall(1, MORNING);
        long month = MORNING + 30 * 86_400;
        assertTrue(at(hall, month * 1000).get("datahall/lattice/rack-1-01-climate").contains("\"ts\":" + month));
        assertTrue(at(hall, MORNING * 1000).get("datahall/lattice/rack-1-01-climate").contains("\"ts\":" + MORNING));
    }

    @Test
    void vendorsSpeakTheirOwnWay() {
        Map<String, String> said = at(new DataHall(1, MORNING), MORNING * 1000 + 7);
        matches("\\{\"ts\":1750000000\\.007,\"probes\":\\[\\{\"id\":\"inlet-bottom\",\"v\":6\\d\\.\\d},.*", said.get("datahall/lattice/rack-1-01-climate"));
        matches("\\{\"time\":\"2025-06-15T15:06:40\\.007Z\",\"data\":\\{\"inlet-bottom\":1\\d\\.\\d\\d,.*", said.get("datahall/nordvik/rack-4-10-climate"));
        matches("\\{\"ms\":1750000000007,\"dev\":\"rack-1-01-meter\",\"act\":\\{\"power\":\\{\"value\":\\d{4},\"unit\":\"W\"}}}", said.get("datahall/powergate/rack-1-01-meter"));
        matches("\\{\"ms\":1750000000007,\"dev\":\"rack-3-01-meter\",\"act\":\\{\"power\":\\{\"value\":\\d\\.\\d{3},\"unit\":\"kW\"}}}", said.get("datahall/powergate/rack-3-01-meter"));
        matches("\\{\"device\":\"crac-2\",\"at\":\"2025-06-15T16:06:40\\.007\\+01:00\",\"objects\":\\[\\{\"name\":\"supply\",\"presentValue\":1[78]\\.\\d\\d},.*\\{\"name\":\"mode\",\"presentValue\":\"cooling\"}]}", said.get("datahall/klimat/crac-2"));
        matches("\\[\\{\"bn\":\"rack-1-05-server-1:\",\"bt\":1750000000\\.007},\\{\"n\":\"inlet\",\"u\":\"Cel\",\"v\":.*", said.get("datahall/senml/rack-1-05-server-1"));
        matches("0\\.0\\d{4}", said.get("datahall/bare/row-1-floor-pressure"));
        matches("closed", said.get("datahall/bare/hall-door"));
    }

    private static void matches(String pattern, String said) {
        assertTrue(said.matches(pattern), said);
    }

    /** The committed site is what the command writes: every point has a device that sends it. */
    @Test
    void theSiteFilesAreThoseOfTheHall(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("datahall");
        assertEquals(0, DataHallCommand.run(out.toString()));
        for (String file : List.of("site.properties", "assets.csv", "points.csv", "model.ifc")) {
            assertEquals(Files.readString(SITE.resolve(file)), Files.readString(out.resolve(file)), file + " is old: write the site anew with `gemello datahall`");
        }
        assertEquals(1, DataHallCommand.run(out.toString()), "nothing is written over");
        assertEquals(2, DataHallCommand.run());
    }

    @Test
    void moreThanFourHundredPointsEachOnce() {
        List<String> points = new ArrayList<>();
        new DataHall(1, MORNING).devices().forEach(device -> device.probes().forEach(probe -> points.add(probe.point())));
        assertTrue(points.size() >= 400, "points: " + points.size());
        assertEquals(points.size(), points.stream().collect(Collectors.toSet()).size());
    }
}
