package io.gemello.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.api.catalogue.SiteFile;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hundred thousand rules in ten files, each for one point of thirty thousand. */
class ManyRulesTest {
    private static final int RACKS = 10_000;
    private static final int FILES = 10;
    private static final int RULES_A_FILE = 10_000;
    /** Each with each would be three thousand million trials: minutes. */
    private static final Duration SOON = Duration.ofSeconds(60);

    private static SiteFile file(int number) {
        String rules = IntStream.range(0, RULES_A_FILE).mapToObj(i -> "{\"rule\": \"r-" + number + "-" + i + "\", \"kind\": \"limit\", \"for\": {\"point\": \"inlet-" + i % RACKS + "\"}, \"limits\": {\"hi\": "
            + (27 + number) + "}}").collect(Collectors.joining(",\n", "{\"rules\": [", "]}"));
        return new SiteFile(rules.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void areReadBoundInstalledAndKept() {
        Fixed hall = new Fixed(new Hall(RACKS));
        Map<String, SiteFile> files = new TreeMap<>();
        IntStream.range(0, FILES).forEach(i -> files.put("f" + i + ".json", file(i)));
        assertTimeoutPreemptively(SOON, () -> {
            RuleBook book = RuleBinding.bind(RuleFiles.parse(files), hall, Hall.KINDS);
            assertEquals(FILES * RULES_A_FILE, book.rules().size());
            assertTrue(book.whole());
            AlertEngine engine = new AlertEngine(new AlertCounts());
            engine.install(book, 1);
            engine.take(List.of(new Reading(hall.points().get("inlet-77"), 2_000_000_000L, 30.5, Quality.GOOD)), 2_000_000_000L);
            assertEquals(4, engine.transitions().size(), "over 27, 28, 29 and 30");
            MortalDisk disk = new MortalDisk();
            try (AlertStore store = new AlertStore(disk, () -> true)) {
                store.recover(engine);
                assertTrue(store.commit(engine, 1));
                engine.settled();
            }
            try (AlertStore store = new AlertStore(disk, () -> true)) {
                AlertEngine again = new AlertEngine(new AlertCounts());
                store.recover(again);
                assertEquals(FILES * RULES_A_FILE, again.cells().size());
                assertEquals(4, again.cells().stream().filter(cell -> cell.alert().condition()).count());
                again.install(book, 3_000_000_000L);
                assertEquals(0, again.transitions().size());
            }
        });
    }

    @Test
    void aFileThatIsTooLargeIsSaid(@TempDir Path folder) throws IOException {
        try (RandomAccessFile huge = new RandomAccessFile(folder.resolve("huge.json").toFile(), "rw")) {
            huge.setLength((16L << 20) + 1);
        }
        assertEquals("rules/huge.json: is larger than 16 MiB; is it the right file?", RuleFiles.parse(SiteFile.all(folder, RuleFiles.MAX_MEBIBYTES)).faults().get(0).toString());
    }
}
