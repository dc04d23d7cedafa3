package io.gemello.core.intake;

import static org.junit.jupiter.api.Assertions.assertSame;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.core.normalise.Tally;
import io.gemello.core.site.PointRegistry;
import io.gemello.core.site.SiteDesk;
import io.gemello.core.site.SiteFiles;
import io.gemello.core.site.SiteFolder;
import io.gemello.core.state.RecordedClock;
import io.gemello.core.units.UnitBook;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whenever a binding looks at the site, here the site changes before it can go on. */
class BindingRaceTest {
    private static final long PATIENCE_MILLIS = 300;
    @TempDir
    Path temporary;
    private Session session;
    private Thread binding;
    private volatile Map<String, PointTrack> current;
    private final Deque<Map<String, PointTrack>> coming = new ArrayDeque<>();
    private Thread applying;

    @Test
    void aBindingLeadsWhereTheLastOfTwoAppliesSays() throws Exception {
        UnitBook units = new UnitBook();
        IntakeDesk desk = new IntakeDesk(null, new RecordedClock(), units, new Tally(), new IntakeCounters());
        new SiteDesk(new SiteFolder(temporary.resolve("site")).path(), temporary.resolve("kept"), new SiteFiles(units), new PointRegistry(temporary.resolve("points.jsonl")), point -> false, desk::apply).apply();
        PointTrack some = desk.tracks("hall").get("a/t1");
        current = Map.of();
        coming.addAll(List.of(Map.of("x", some), Map.of()));
        binding = Thread.currentThread();
        session = new Session(new AdapterInfo("hall", "test", ""), desk, new AdapterErrors(), this::look);
        LiveBinding bound = (LiveBinding) session.bind("x");
        applying.join();
        assertSame(current.get("x"), bound.track());
    }

    /** What was in force when the look began; meanwhile the next site is applied, as far as the session lets it. */
    private Map<String, PointTrack> look() {
        Map<String, PointTrack> seen = current;
        if (Thread.currentThread() == binding && !coming.isEmpty()) {
            current = coming.poll();
            applying = new Thread(session::rebind);
            applying.start();
            try {
                applying.join(PATIENCE_MILLIS);
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
        }
        return seen;
    }
}
