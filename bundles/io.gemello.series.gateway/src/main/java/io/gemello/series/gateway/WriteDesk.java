package io.gemello.series.gateway;

import io.gemello.api.adapter.AdapterInfo;
import io.gemello.api.adapter.AdapterStatus;
import io.gemello.api.adapter.Binding;
import io.gemello.api.adapter.Intake;
import io.gemello.api.adapter.IntakeSession;
import io.gemello.api.adapter.Sample;
import io.gemello.series.gateway.line.Line;
import io.gemello.series.gateway.line.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;

/** What is written to InfluxDB's paths is samples of one adapter: address = measurement and tags, {@code #}, field. */
final class WriteDesk implements AutoCloseable {
    /** Samples in one step: well below what a session may have in flight. */
    private static final int STEP = 2048;

    private final IntakeSession session;
    final LongAdder lines = new LongAdder();
    final LongAdder badLines = new LongAdder();

    WriteDesk(Intake intake, String adapter) {
        session = intake.open(new AdapterInfo(adapter, "influx", "line protocol at /api/v2/write and /write"));
        session.status(new AdapterStatus(AdapterStatus.State.CONNECTED, ""));
    }

    /** @return completes when every line that could be read is durable @throws InfluxProblem 503 while there is too much to do */
    CompletionStage<Void> write(Lines body) {
        lines.add(body.good().size());
        badLines.add(body.bad());
        if (body.bad() > 0) {
            session.lost("unreadable", body.bad());
        }
        List<CompletableFuture<Void>> steps = new ArrayList<>();
        List<Sample> step = new ArrayList<>();
        for (Line line : body.good()) {
            for (Line.Field field : line.fields()) {
                Binding binding = session.bind(line.series() + '#' + field.name());
                step.add(new Sample(binding, field.value(), null, line.epochNanos()));
            }
            if (step.size() >= STEP) {
                steps.add(hand(step, steps.isEmpty()));
                step = new ArrayList<>();
            }
        }
        if (!step.isEmpty()) {
            steps.add(hand(step, steps.isEmpty()));
        }
        return CompletableFuture.allOf(steps.toArray(CompletableFuture[]::new));
    }

    /** The first step is refused where there is no room; once a request is begun its next steps wait for room. */
    private CompletableFuture<Void> hand(List<Sample> samples, boolean first) {
        CompletionStage<Void> durable = first ? session.offer(samples) : session.submit(samples);
        if (durable == null) {
            throw InfluxProblem.away("too much is on its way to the disk, or it is full; send it again");
        }
        return durable.toCompletableFuture();
    }

    @Override
    public void close() {
        session.close();
    }
}
