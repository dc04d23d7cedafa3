package io.gemello.export.bcf;

import io.gemello.api.access.AssetGuard.Reader;
import io.gemello.api.alert.Alert;
import io.gemello.api.alert.AlertTrail;
import io.gemello.api.bim.Overrides;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What was last exported, as issues. Written by the export's thread alone; any thread may look. */
final class Issues {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_MILLIS = 20;
    private final AlertStory story;
    private final int most;
    private volatile State state;

    /** All that an answer is made of. */
    record State(Overrides all, List<Occurrence> occurrences) {}

    /**
     * What one reader gets.
     *
     * @param leftOut how many issues there are beyond the bound
     */
    record Page(Overrides all, List<Topic> topics, int leftOut) {}

    /** @param most issues in one file: beyond that no person looks at them, and some programs no longer open it */
    Issues(AlertStory story, int most) {
        this.story = story;
        this.most = most;
    }

    /** @return null before the first export */
    Page of(Reader reader) {
        State now = state;
        if (now == null) {
            return null;
        }
        List<Topic> topics = new Topics(now.all(), reader).of(now.occurrences());
        return new Page(now.all(), List.copyOf(topics.subList(0, Math.min(most, topics.size()))), Math.max(0, topics.size() - most));
    }

    void take(Overrides all, AlertTrail trail) throws IOException {
        story.follow(trail, all.epochNanos());
        catchUp(all, trail);
        state = new State(all, story.occurrences());
    }

    /** An alert is shown a moment before its step stands in the history: what somebody said of it would come with the next change only. */
    private void catchUp(Overrides all, AlertTrail trail) throws IOException {
        List<Alert> standing = new ArrayList<>();
        all.elements().forEach(element -> standing.addAll(element.alerts()));
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        try {
            while (standing.stream().anyMatch(alert -> story.behind(alert, all.epochNanos())) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
                story.follow(trail, all.epochNanos());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
