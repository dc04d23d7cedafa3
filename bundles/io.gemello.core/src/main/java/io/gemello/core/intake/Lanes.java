package io.gemello.core.intake;

import io.gemello.api.adapter.Sample;
import io.gemello.api.clock.SiteClock;
import io.gemello.api.reading.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** All lanes: a point's samples always go to the same one. */
public final class Lanes implements AutoCloseable {
    private final Lane[] lanes;

    /**
     * What a lane works with.
     *
     * @param maxSkew how far ahead of the site's clock a source's may be
     * @param journal appends; its stage completes in the order of the calls
     * @param durable is given every batch that is on the disk, with the position behind it, on the journal's thread and before the batch's submitters are told
     */
    public record Way(SiteClock clock, Duration maxSkew, IntakeCounters counters, UnknownUnits unknownUnits, Function<List<Reading>, CompletionStage<Long>> journal,
                      BiConsumer<List<Reading>, Long> durable) {}

    public Lanes(int count, Way way) {
        lanes = new Lane[count];
        for (int i = 0; i < count; i++) {
            lanes[i] = new Lane(i, way);
        }
    }

    /** Spreads samples of mapped bindings; completes when all of them are durable. */
    CompletableFuture<Void> post(List<Sample> mapped) {
        if (lanes.length == 1) {
            return post(lanes[0], mapped);
        }
        List<List<Sample>> parts = new ArrayList<>();
        for (int i = 0; i < lanes.length; i++) {
            parts.add(new ArrayList<>());
        }
        for (Sample sample : mapped) {
            var track = ((LiveBinding) sample.to()).track();
            parts.get(track == null ? 0 : track.point().key() % lanes.length).add(sample);
        }
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < lanes.length; i++) {
            if (!parts.get(i).isEmpty()) {
                all.add(post(lanes[i], parts.get(i)));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> post(Lane lane, List<Sample> samples) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.post(new Lane.Job(samples, done));
        return done;
    }

    /** Batches that wait for a lane. */
    public int waiting() {
        int waiting = 0;
        for (Lane lane : lanes) {
            waiting += lane.waiting();
        }
        return waiting;
    }

    @Override
    public void close() {
        for (Lane lane : lanes) {
            lane.close();
        }
    }
}
