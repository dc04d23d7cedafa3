package io.gemello.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.gemello.core.site.SiteFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckCommandTest {
    @TempDir
    Path temporary;
    private String said;

    @Test
    void aGoodSiteIsShownAndAFaultyOneIsOne() throws IOException {
        SiteFolder site = new SiteFolder(temporary.resolve("site"));
        assertEquals(0, check(site.path().toString()));
        assertTrue(said.contains("points: 1 added (t1)") && said.contains("no faults"), said);
        site.points("t1,rack,inlet,temperature,blorg,hall,a,,,,,,,,,,\n");
        assertEquals(1, check(site.path().toString()));
        assertTrue(said.contains("points.csv:2 unit: 'blorg'") && said.contains("1 fault"), said);
    }

    @Test
    void againstADataFolderItSaysWhatWouldChangeAndChangesNothing() throws IOException {
        SiteFolder site = new SiteFolder(temporary.resolve("site"));
        Path data = temporary.resolve("data");
        try (Pipeline pipeline = Pipeline.open(new Pipeline.Settings(data, site.path(), true, 5, 64, 7))) {
            pipeline.start(() -> { });
        }
        site.points("t2,rack,outlet,temperature,Cel,hall,b,,,,,,,,,,\n");
        for (int twice = 0; twice < 2; twice++) {
            assertEquals(0, check(site.path().toString(), data.toString()));
            assertTrue(said.contains("points: 1 added (t2), 0 changed, 1 retired (t1)"), said);
        }
    }

    @Test
    void aWrongCallIsTwo() throws IOException {
        assertEquals(2, check());
        assertEquals(2, check(temporary.resolve("absent").toString()));
    }

    private int check(String... args) throws IOException {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            return CheckCommand.run(args);
        } finally {
            System.setOut(before);
            said = bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
