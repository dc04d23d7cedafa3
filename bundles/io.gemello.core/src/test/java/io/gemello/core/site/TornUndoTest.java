package io.gemello.core.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornUndoTest {
    private static final UnitBook UNITS = new UnitBook();
    @TempDir
    Path temporary;

    /** An undo is two moves: of the site that stood, and of the one before it into its place. */
    @Test
    void anUndoThatACrashTornBetweenItsMovesIsEnded() throws IOException {
        SiteFolder site = new SiteFolder(temporary.resolve("site"));
        SiteDesk desk = desk(site);
        desk.apply();
        site.points("t9,rack,outlet,temperature,Cel,hall,a/t9,,,,,,,,,60s,\n");
        desk.apply();
        Path kept = temporary.resolve("kept");
        Files.move(kept.resolve("applied"), kept.resolve("undone"));
        SiteDesk restarted = desk(site);
        restarted.start();
        assertEquals(Set.of("t1"), restarted.current().specs().keySet());
    }

    private SiteDesk desk(SiteFolder site) throws IOException {
        return new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(UNITS), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, next -> { });
    }
}
