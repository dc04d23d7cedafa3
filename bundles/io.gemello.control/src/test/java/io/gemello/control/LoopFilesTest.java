package io.gemello.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopFilesTest {
    private final Bench bench = new Bench();

    private List<String> faults(String actuators, String loops) {
        bench.kind("up", Bench.wants(60));
        return bench.bind("{'actuators': [" + actuators + "], 'loops': [" + loops + "]}").faults().stream().map(BookFault::toString).toList();
    }

    private static void assertSays(String expected, List<String> faults) {
        assertEquals(1, faults.size(), faults.toString());
        assertTrue(faults.get(0).startsWith(expected), faults.get(0));
    }

    @Test
    void whatIsInOrderHasNoFault() {
        assertEquals(List.of(), faults(Bench.ACTUATOR, Bench.loop("one", "up", 1, ", 'note': 3, 'usable': 0.5, 'comment': 'so'")));
    }

    @Test
    void everyFaultOfAnActuatorIsSaidWithItsPlace() {
        for (String[] wrong : new String[][] {
            {"'safe': 80", "'safe': 120", "actuators[0].safe: must lie between min and max"},
            {"'max': 100", "'max': 20", "actuators[0].max: must be above min"},
            {"'rate': '120/min'", "'rate': 120", "actuators[0].rate: must be a text"},
            {"'rate': '120/min'", "'rate': '0/min'", "actuators[0].rate: '0/min' is no rate of change"},
            {"'unit': '%'", "'unit': 'Cel'", "actuators[0].unit: is 'Cel', but point 'fan-speed' is in '%'"},
            {"'fan-speed'}", "'fan-valve'}", "actuators[0].for: point 'fan-valve' may not be written"},
            {"'fan-speed'}", "'nothing'}", "actuators[0].for: no point of the site fits"},
            {"'expiry': '5 s'", "'expiry': '5 ms'", "actuators[0].expiry: must lie between 1 s and 1 h"},
            {"plant/command/{asset}", "plant/command/#", "actuators[0].topic: must be one topic"},
            {"'deadband'", "'dedband'", "actuators[0].dedband: is not understood"},
        }) {
            assertSays("loops/plant.json " + wrong[2], faults(Bench.ACTUATOR.replace(wrong[0], wrong[1]), ""));
        }
        assertSays("loops/plant.json actuators[1].for: point 'fan-speed' is an actuator already", faults(Bench.ACTUATOR + "," + Bench.ACTUATOR, ""));
    }

    @Test
    void everyFaultOfALoopIsSaidWithItsPlace() {
        assertSays("loops/plant.json loops[0].note2: is not understood; kind 'up' has note", faults(Bench.ACTUATOR, Bench.loop("one", "up", 1, ", 'note2': 3")));
        assertSays("loops/plant.json loops[0].usable: is a share", faults(Bench.ACTUATOR, Bench.loop("one", "up", 1, ", 'usable': 2")));
        assertSays("loops/plant.json loops[0].loop: 'One' is no name", faults(Bench.ACTUATOR, Bench.loop("One", "up", 1, "")));
        assertSays("loops/plant.json loops[1].loop: 'one' is the name of plant.json loops[0] already", faults(Bench.ACTUATOR, Bench.loop("one", "up", 1, "") + "," + Bench.loop("one", "up", 2, "")));
        assertSays("loops/plant.json loops[0].actuators: none of the actuators in these files fits", faults("", Bench.loop("one", "up", 1, "")));
    }

    @Test
    void anInputWhoseSilenceNobodyWouldNoticeIsAFault() {
        assertSays("loops/plant.json loops[0].inputs: point 'fan-hum' has no staleAfter in points.csv", faults(Bench.ACTUATOR, Bench.loop("one", "up", 1, "").replace("{'asset': 'room'}", "{'point': 'fan-hum'}")));
    }

    @Test
    void aLoopWithoutItsBundleWaitsAndIsNoFault() {
        LoopBook book = bench.bind("{'actuators': [" + Bench.ACTUATOR + "], 'loops': [" + Bench.loop("one", "absent", 1, "") + "]}");
        assertEquals(List.of(), book.faults());
        assertEquals("absent", book.waiting().get("one"));
    }

    @Test
    void aFileThatIsNoJsonIsSaidWithLineAndColumn() {
        assertSays("loops/plant.json line 1, column", bench.bind("{'loops': [}").faults().stream().map(BookFault::toString).toList());
        assertSays("loops/plant.json line 1, column", bench.bind("{'loops': " + "1".repeat(2_000) + "}").faults().stream().map(BookFault::toString).toList());
        assertSays("loops/plant.json: must be", bench.bind("{'rules': []}").faults().stream().map(BookFault::toString).toList());
    }

    @Test
    void changedFilesHoldByThemselvesAndThoseWithAFaultChangeNothing(@TempDir Path site) throws Exception {
        Path file = Files.createDirectories(site.resolve("loops")).resolve("plant.json");
        List<LoopBook> books = new ArrayList<>();
        try (LoopShelf shelf = new LoopShelf(Duration.ofSeconds(1), books::add)) {
            bench.kind("up", Bench.wants(60));
            bench.kinds().values().forEach(shelf::add);
            write(file, Bench.ACTUATOR, Bench.loop("one", "up", 1, ""));
            shelf.applied(new Plant(site));
            assertEquals(1, shelf.book().loops().size());
            BoundLoop first = shelf.book().loops().get(0);
            write(file, Bench.ACTUATOR.replace("'safe': 80", "'safe': 8000"), Bench.loop("one", "up", 1, ""));
            shelf.look();
            assertTrue(shelf.refused().get(0).toString().contains("safe: must lie between"), shelf.refused().toString());
            assertSame(first, shelf.book().loops().get(0));
            write(file, Bench.ACTUATOR, Bench.loop("two", "up", 1, "") + "," + Bench.loop("one", "up", 1, ""));
            shelf.look();
            assertEquals(List.of(), shelf.refused());
            assertTrue(shelf.book().loops().contains(first), "moved about, it is the same");
            write(file, Bench.ACTUATOR, Bench.loop("one", "up", 2, ""));
            shelf.look();
            assertNotSame(first, shelf.book().loops().get(0));
            bench.kinds().values().forEach(shelf::remove);
            assertEquals(List.of(), books.get(books.size() - 1).loops());
        }
    }

    @Test
    void changedFilesThatOnlyLackedSomethingHoldWhenThatComes(@TempDir Path site) throws Exception {
        Path file = Files.createDirectories(site.resolve("loops")).resolve("plant.json");
        try (LoopShelf shelf = new LoopShelf(Duration.ofSeconds(1), book -> { })) {
            bench.kind("up", Bench.wants(60));
            bench.kinds().values().forEach(shelf::add);
            write(file, Bench.ACTUATOR, "");
            shelf.applied(new Plant(site, Set.of("probe-3")));
            write(file, Bench.ACTUATOR, Bench.loop("one", "up", 1, "").replace("{'asset': 'room'}", "{'point': 'probe-3'}"));
            shelf.look();
            assertEquals(1, shelf.refused().size());
            shelf.applied(new Plant(site));
            assertEquals(List.of(), shelf.refused());
            assertEquals(1, shelf.book().loops().size(), "the site has now what the files name");
        }
    }

    @Test
    void aFolderThatCannotBeReadForAWhileIsInOrderAfterwards(@TempDir Path site) throws Exception {
        Path file = Files.createDirectories(site.resolve("loops")).resolve("plant.json");
        try (LoopShelf shelf = new LoopShelf(Duration.ofSeconds(1), book -> { })) {
            write(file, Bench.ACTUATOR, "");
            shelf.applied(new Plant(site));
            Path inTheWay = Files.createDirectory(site.resolve("loops/other.json"));
            shelf.look();
            assertEquals(1, shelf.refused().size());
            Files.delete(inTheWay);
            shelf.look();
            assertEquals(List.of(), shelf.refused());
        }
    }

    @Test
    void aFileBeyondTheParsersBoundsAndWhateverElseIsThrownIsSaidAndTriedAgain(@TempDir Path site) throws Exception {
        Path file = Files.createDirectories(site.resolve("loops")).resolve("plant.json");
        boolean[] broken = {true};
        try (LoopShelf shelf = new LoopShelf(Duration.ofSeconds(1), book -> {
            if (broken[0]) {
                throw new StackOverflowError();
            }
        })) {
            write(file, Bench.ACTUATOR, "");
            shelf.applied(new Plant(site));
            assertTrue(shelf.refused().get(0).toString().startsWith("loops/: could not be taken, it is tried again every 2 s: "), shelf.refused().toString());
            broken[0] = false;
            shelf.look();
            assertEquals(List.of(), shelf.refused());
            write(file.resolveSibling("zz.json"), "1".repeat(2_000), "");
            shelf.look();
            assertTrue(shelf.refused().get(0).toString().startsWith("loops/zz.json line 1, column"), shelf.refused().toString());
            Files.delete(file.resolveSibling("zz.json"));
            shelf.look();
            assertEquals(List.of(), shelf.refused());
        }
    }

    private static void write(Path file, String actuators, String loops) throws Exception {
        Files.writeString(file, ("{'actuators': [" + actuators + "], 'loops': [" + loops + "]}").replace('\'', '"'), StandardCharsets.UTF_8);
    }
}
