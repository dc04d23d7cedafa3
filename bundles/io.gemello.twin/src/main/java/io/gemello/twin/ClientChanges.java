package io.gemello.twin;

import io.gemello.api.adapter.Sample;
import io.gemello.api.http.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.ditto.json.JsonFactory;
import org.eclipse.ditto.json.JsonObject;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.things.model.ThingId;
import org.eclipse.ditto.things.model.ThingTooLargeException;
import org.eclipse.ditto.things.model.signals.commands.exceptions.ThingConflictException;

/** Clients' changes: taken from any thread, judged on the lane against the thing with all changes before them. */
final class ClientChanges implements AutoCloseable {
    private static final long CLOSE_NANOS = 5_000_000_000L;

    private final Things things;
    private final TwinLane lane;
    private final DurableChanges durable;
    private final PointWrites points;
    private final DittoAdapter adapter;
    private final ChangeStreams streams;
    private final TwinCounters counters;
    private final Limits limits;
    private final Guard guard;
    private final PolicyChanges policies;
    private final NewThingPolicy newThings;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closing;

    /** @param maxThing bytes of what clients wrote of a thing, as JSON @param maxWaiting changes that wait for the lane or the disk; more are refused */
    record Limits(int maxThing, int maxWaiting) {}

    ClientChanges(Things things, TwinLane lane, DurableChanges durable, DittoAdapter adapter, ChangeStreams streams, TwinCounters counters, Limits limits, Guard guard, PolicyChanges policies) {
        this.guard = guard;
        this.policies = policies;
        this.newThings = new NewThingPolicy(things, policies, guard);
        this.things = things;
        this.lane = lane;
        this.durable = durable;
        this.points = new PointWrites(adapter);
        this.adapter = adapter;
        this.streams = streams;
        this.counters = counters;
        this.limits = limits;
    }

    /** Any thread; never blocks. Fails with {@link HttpProblem} or a Ditto exception. Completes on the lane or an intake thread: never block there. */
    CompletionStage<ThingCommand.Outcome> submit(ThingCommand command) {
        CompletableFuture<ThingCommand.Outcome> answer = new CompletableFuture<>();
        if (waiting.incrementAndGet() > limits.maxWaiting() || closing || streams.behind() || !lane.run(() -> start(command, answer))) {
            answer.completeExceptionally(busy("Too many changes are waiting."));
        }
        answer.whenComplete((outcome, fault) -> {
            waiting.decrementAndGet();
            if (fault != null) {
                counters.refused.increment();
            } else {
                counters.changes.increment();
            }
        });
        return answer;
    }

    /** Takes no more, and gives those that are on their way time to be answered. The disk answers within milliseconds. */
    @Override
    public void close() {
        closing = true;
        long deadline = System.nanoTime() + CLOSE_NANOS;
        while (waiting.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    int waiting() {
        return waiting.get();
    }

    static HttpProblem busy(String message) {
        return new HttpProblem(503, "gemello:twin.busy", message, "Nothing was changed. Try again in a moment.", Map.of("Retry-After", "1"));
    }

    private void start(ThingCommand command, CompletableFuture<ThingCommand.Outcome> answer) {
        try {
            if (things.awaitsSite(command.thingId())) {
                throw busy("The site is not applied yet.");
            }
            ThingCell cell = things.cell(command.thingId());
            judge(command, cell == null ? null : cell.ahead(), answer);
        } catch (RuntimeException refusal) {
            answer.completeExceptionally(refusal);
        }
    }

    private void judge(ThingCommand sent, ThingState ahead, CompletableFuture<ThingCommand.Outcome> answer) {
        ThingPath path = sent.path();
        boolean makes = ahead == null && path.whole() && sent.op() != ThingCommand.Op.DELETE;
        if (ahead == null && !makes) {
            throw PathErrors.notFound(ThingPath.WHOLE, sent.thingId());
        }
        if (ahead != null && sent.op() == ThingCommand.Op.CREATE) {
            throw ThingConflictException.newBuilder(ThingId.of(sent.thingId())).build();
        }
        NewThingPolicy.Plan plan = makes ? newThings.plan(sent) : null;
        if (ahead != null) {
            guard.write(sent, ahead);
        }
        JsonValue before = ahead == null ? null : ahead.at(path);
        String tag = before == null ? null : EntityTags.of(path, ahead.revision(), before);
        sent.conditions().beforeWrite(tag, ahead);
        ThingCommand command = minimal(sent, before, tag);
        PointWrites.Split split = points.split(command, ahead);
        if (split.onlySamples()) {
            JsonValue value = command.value();
            ThingCommand.Outcome outcome = new ThingCommand.Outcome(before == null, value, EntityTags.of(path, 0, value), 0);
            deliver(split.samples()).whenComplete((done, fault) -> DurableChanges.finish(answer, outcome, fault));
            return;
        }
        SiteThing site = ahead == null ? null : ahead.site();
        if (path.whole() && command.op() == ThingCommand.Op.DELETE) {
            durable.delete(command, answer);
            return;
        }
        JsonObject old = ahead == null ? JsonFactory.newObject() : PointWrites.withPoints(ahead.client().over(site), site);
        JsonObject edited = edited(command, old, split.rest(), makes ? plan.policyId() : null);
        if (ahead != null) {
            guard.moved(command.who(), command.thingId(), ahead.policyId(), edited.getValue("policyId").map(JsonValue::asString).orElse(null), policies);
        }
        if (ahead != null && command.conditions().skipsEqual() && edited.equals(old) && split.samples().isEmpty()) {
            throw Preconditions.nothingToChange(tag);
        }
        ClientPart part = ClientPart.of(edited, noted(command, ahead), site);
        checkSize(part);
        if (makes && plan.toMake() != null) {
            policies.makeWithThing(plan.toMake());
        }
        CompletionStage<Void> delivered = split.samples().isEmpty() ? CompletableFuture.completedFuture(null) : deliver(split.samples());
        boolean created = before == null && (path.whole() || command.op() == ThingCommand.Op.PUT);
        durable.change(command.with(split.rest()), part, site, created, delivered, answer);
    }

    private static ThingCommand minimal(ThingCommand command, JsonValue before, String tag) {
        if (command.op() != ThingCommand.Op.MERGE || before == null || !command.conditions().minimizes()) {
            return command;
        }
        JsonValue left = MinimalPatch.of(command.value(), before);
        if (left == null) {
            throw Preconditions.nothingToChange(tag);
        }
        return command.with(left);
    }

    /** The metadata then; that of a place goes with the place. */
    private static JsonObject noted(ThingCommand command, ThingState ahead) {
        JsonObject before = ahead == null ? JsonObject.empty() : ahead.client().metadata();
        if (command.value() == null || command.op() == ThingCommand.Op.MERGE && command.value().isNull()) {
            return before.remove(command.path().pointer());
        }
        return command.metadata().any() ? command.metadata().applied(before, command.path().pointer(), command.value()) : before;
    }

    /** @param policyId of a thing that is made; null for one that is there, which has its own */
    private static JsonObject edited(ThingCommand command, JsonObject old, JsonValue rest, String policyId) {
        JsonObject thing = switch (command.op()) {
            case CREATE, PUT -> ThingEdit.put(old, command.thingId(), command.path(), rest);
            case MERGE -> ThingEdit.merge(old, command.path(), rest);
            case DELETE -> ThingEdit.delete(old, command.thingId(), command.path());
        };
        return policyId == null ? thing : JsonFactory.newObjectBuilder().set("policyId", policyId).setAll(thing.remove("policyId")).build();
    }

    private void checkSize(ClientPart part) {
        String own = part.own();
        if (own.length() * 3L > limits.maxThing()) {
            int bytes = own.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > limits.maxThing()) {
                throw ThingTooLargeException.newBuilder(bytes, limits.maxThing()).build();
            }
        }
    }

    private CompletionStage<Void> deliver(List<Sample> samples) {
        CompletionStage<Void> delivered = adapter.offer(samples);
        if (delivered == null) {
            throw busy("The intake takes no more values now: too many wait for the disk, or the disk is full.");
        }
        counters.pointWrites.add(samples.size());
        return delivered;
    }
}
