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
    private final Way way;

    /**
     * What a lane works with.
     *
     * @param maxSkew how far ahead of the site's clock a source's may be
     * @param refusal remembers whether the journal takes anything
     * @param journal appends; its stage completes in the order of the calls
     * @param durable is given every batch that is on the disk, with the position behind it, on the journal's thread and before the batch's submitters are told
     */
    public record Way(SiteClock clock, Duration maxSkew, IntakeCounters counters, UnknownUnits unknownUnits, DiskRefusal refusal, Function<List<Reading>, CompletionStage<Long>> journal,
                      BiConsumer<List<Reading>, Long> durable) {}

    public Lanes(int count, Way way) {
        this.way = way;
        lanes = new Lane[count];
        for (int i = 0; i < count; i++) {
            lanes[i] = new Lane(i, way);
        }
    }

    /** Spreads samples over the lanes of their points; completes when all of them are durable. @param tracks where each leads, looked up once: an apply in between changes nothing */
    CompletableFuture<Void> post(List<Sample> samples, PointTrack[] tracks) {
        long arrival = way.clock().epochNanos();
        if (lanes.length == 1) {
            return post(lanes[0], samples, tracks, arrival);
        }
        List<CompletableFuture<Void>> all = new ArrayList<>(lanes.length);
        for (int lane = 0; lane < lanes.length; lane++) {
            PointTrack[] own = new PointTrack[tracks.length];
            boolean any = false;
            for (int i = 0; i < tracks.length; i++) {
                if (tracks[i] != null && tracks[i].point().key() % lanes.length == lane) {
                    own[i] = tracks[i];
                    any = true;
                }
            }
            if (any) {
                all.add(post(lanes[lane], samples, own, arrival));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
    }

    private static CompletableFuture<Void> post(Lane lane, List<Sample> samples, PointTrack[] tracks, long arrival) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        lane.post(new Lane.Job(samples, tracks, arrival, done));
        return done;
    }

    /** Whether the journal has just refused readings: it is not worth trying for a moment. */
    boolean diskRefuses() {
        return way.refusal().holds();
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
