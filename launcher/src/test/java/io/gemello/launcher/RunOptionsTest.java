package io.gemello.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunOptionsTest {
    @TempDir Path folder;
    private Home home;
    private Path site;

    @BeforeEach
    void aHomeWithASite() throws IOException {
        home = new Home(folder.resolve("home"));
        site = Files.createDirectories(home.config().resolve("sites/datahall"));
        Files.writeString(site.resolve("site.properties"), "site=datahall\nfeatures=simulator\n");
        Files.writeString(home.config().resolve("framework.properties"), "gemello.features=base, http,duckdb\n");
    }

    @Test
    void aPlainRunIsOnLoopbackWithTheDefaultSiteAndItsFeatures() throws IOException {
        RunOptions options = RunOptions.parse(home);
        assertEquals("127.0.0.1", options.bind());
        assertEquals(8080, options.port());
        assertEquals(site, options.site());
        assertEquals(List.of("base", "http", "duckdb", "simulator"), List.copyOf(options.features()));
    }

    @Test
    void aFeatureIsAddedByItsNameAndLeftOutWithAMinus() throws IOException {
        RunOptions options = RunOptions.parse(home, "--features", "-duckdb,ditto");
        assertEquals(List.of("base", "http", "simulator", "ditto"), List.copyOf(options.features()));
    }

    @Test
    void whatCannotBeDoneIsSaidWithTheOptionAndTheValue() {
        for (List<String> wrong : List.of(List.of("--port", "99999"), List.of("--port", "x"), List.of("--speed", "0"), List.of("--speed", "fast"),
                List.of("--site", "nowhere"), List.of("--replay", "nowhere"), List.of("--features", "-absent"), List.of("--data"), List.of("--colour"))) {
            UsageException said = assertThrows(UsageException.class, () -> RunOptions.parse(home, wrong.toArray(String[]::new)));
            assertTrue(said.getMessage().contains(wrong.get(0)), said.getMessage());
        }
    }
}
