package io.gemello.core.state;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.gemello.api.catalogue.PointState.State;
import io.gemello.api.reading.Quality;
import io.gemello.api.reading.Reading;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.units.UnitBook;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReappliedDeadlinesTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long T0 = 1_750_000_000L * SECOND;
    @TempDir
    Path temporary;

    /** The probe may have died before the operator asks for a shorter time: the old deadline is an hour away. */
    @Test
    void aShorterStaleAfterCountsForAPointThatIsSilentAlready() throws IOException {
        RecordedClock clock = new RecordedClock();
        LiveStates states = new LiveStates(clock, java.time.Duration.ofSeconds(5), () -> 0);
        clock.onAdvance(states::expire);
        clock.advance(T0);
        SiteFolder site = new SiteFolder(temporary.resolve("site")).points("t1,rack,f1,q,1,hall,a,,,,,,,,,1h,\n");
        SiteDesk sites = new SiteDesk(site.path(), temporary.resolve("kept"), new SiteFiles(new UnitBook()), new PointRegistry(temporary.resolve("points.jsonl")), states::hasHistory, states::apply);
        sites.apply();
        states.durable(List.of(new Reading(sites.current().points().get("t1"), T0, 20, Quality.GOOD)), 1);
        site.points("t1,rack,f1,q,1,hall,a,,,,,,,,,60s,\n");
        sites.apply();
        clock.advance(T0 + 59 * SECOND);
        assertEquals(State.LIVE, states.of("t1").state());
        clock.advance(T0 + 61 * SECOND);
        assertEquals(State.STALE, states.of("t1").state());
    }
}
