package io.gemello.adapter.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SmallHallTest {
    private static final long MORNING = 1_750_000_000_000L;
    private static final Path SITE = Path.of("../../runtime-config/sites/first/points.csv");

    private static Map<String, String> at(SmallHall hall, long millis) {
        Map<String, String> texts = new TreeMap<>();
        hall.at(millis).forEach(m -> texts.put(m.topic(), new String(m.payload(), StandardCharsets.UTF_8)));
        return texts;
    }

    @Test
    void sameSeedSameValuesOtherSeedOthers() {
        assertEquals(at(new SmallHall(1), MORNING), at(new SmallHall(1), MORNING));
        assertNotEquals(at(new SmallHall(1), MORNING), at(new SmallHall(2), MORNING));
        assertNotEquals(at(new SmallHall(1), MORNING), at(new SmallHall(1), MORNING + 1000));
    }

    /** Every address of the site is published, and nothing else: a renamed topic would leave a point silent. */
    @Test
    void topicsAreThoseOfTheSite() throws Exception {
        Set<String> wanted = new TreeSet<>();
        for (String row : Files.readAllLines(SITE).stream().skip(1).toList()) {
            wanted.add(row.split(",")[6].replaceFirst("#\\$.*", ""));
        }
        assertEquals(wanted, at(new SmallHall(1), MORNING).keySet());
    }

    @Test
    void valuesStayPlausibleAndSmoothForADay() {
        SmallHall hall = new SmallHall(1);
        boolean opened = false;
        Double before = null;
        for (long second = 0; second < 86_400; second++) {
            Map<String, String> now = at(hall, MORNING + second * 1000);
            double inlet = Double.parseDouble(now.get("hall/rack-1/inlet"));
            double outlet = Double.parseDouble(now.get("hall/rack-1/outlet"));
            assertTrue(inlet > 19 && inlet < 23, () -> "inlet " + inlet);
            assertTrue(outlet > inlet + 4 && outlet < inlet + 16, () -> "outlet " + outlet);
            if (before != null) {
                assertEquals(before, inlet, 0.31);
            }
            before = inlet;
            opened |= now.get("hall/door").equals("open");
        }
        assertTrue(opened);
    }

    @Test
    void theHallThermometerSaysFahrenheitAndItsTime() {
        String climate = at(new SmallHall(1), MORNING + 7).get("hall/climate");
        Matcher m = Pattern.compile("\\{\"temp_f\":(7\\d\\.\\d\\d),\"rh\":\\d\\d\\.\\d,\"ts\":1750000000\\.007}").matcher(climate);
        assertTrue(m.matches(), climate);
        assertEquals(List.of("{\"time\":\"2025-06-15T15:06:40.007Z\""), List.of(at(new SmallHall(1), MORNING + 7).get("hall/crac-1").substring(0, 34)));
    }
}
