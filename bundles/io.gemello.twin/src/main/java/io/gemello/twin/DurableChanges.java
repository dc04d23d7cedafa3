package io.gemello.twin;

import io.gemello.api.http.HttpProblem;
import io.gemello.api.journal.JournalFull;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongConsumer;
import org.eclipse.ditto.json.JsonValue;

/** A judged change on its way: into the journal, and when it is durable shown, told and answered. On the lane. */
final class DurableChanges {
    private final Things things;
    private final TwinLane lane;
    private final ThingJournal journal;
    private final Publication publication;
    private final ChangeStreams streams;

    DurableChanges(Things things, TwinLane lane, ThingJournal journal, Publication publication, ChangeStreams streams) {
        this.things = things;
        this.lane = lane;
        this.journal = journal;
        this.publication = publication;
        this.streams = streams;
    }

    /** @param site what the site said when the change was judged @param delivered when the values in the change are durable too */
    void change(ThingCommand command, ClientPart part, SiteThing site, boolean created, CompletionStage<Void> delivered,
                CompletableFuture<ThingCommand.Outcome> answer) {
        ThingCell cell = things.make(command.thingId());
        long now = publication.now();
        long since = cell.now == null ? now : cell.now.created();
        ThingState ahead = cell.ahead();
        ThingRecord record = ThingRecord.changed(cell.id, cell.revision() + cell.inFlight + 1, site != null, since, now, part);
        send(cell, ahead == null || ahead.client().isEmpty() ? record.asFirst() : record, part, answer, position -> {
            ThingState state = shown(cell, part, site, now);
            publication.show(cell, state);
            journal.behind(position);
            tell(command, created, state);
            JsonValue value = state.at(command.path());
            String etag = value == null ? null : EntityTags.of(command.path(), state.revision(), value);
            ThingCommand.Outcome outcome = new ThingCommand.Outcome(created, value, etag, state.revision());
            delivered.whenComplete((done, lost) -> finish(answer, outcome, lost));
        });
    }

    /** @param part what the next command meets; null for no thing @param durable what is to be done then */
    private void send(ThingCell cell, ThingRecord record, ClientPart part, CompletableFuture<ThingCommand.Outcome> answer, LongConsumer durable) {
        CompletionStage<Long> written = publication.append(record);
        cell.inFlight++;
        cell.working = part;
        written.whenComplete((position, fault) -> lane.run(() -> {
            cell.inFlight--;
            if (fault != null) {
                failed(cell, fault, answer);
                return;
            }
            try {
                durable.accept(position);
            } catch (RuntimeException ours) {
                answer.completeExceptionally(ours);
                throw ours;
            }
        }));
    }

    /** @param site what the site said when the change was judged; it may have begun to say something since */
    private static ThingState shown(ThingCell cell, ClientPart part, SiteThing site, long now) {
        ThingState before = cell.now;
        SiteThing siteNow = before == null ? null : before.site();
        ClientPart fitting = part;
        if (siteNow != site) {
            fitting = siteNow == null ? part.alone(cell.id) : site == null ? part.adoptedBy(siteNow) : part.under(siteNow);
        }
        return before == null ? new ThingState(cell.id, cell.lastRevision + 1, now, now, null, fitting, null)
            : before.with(fitting, before.revision() + 1, now);
    }

    private void tell(ThingCommand command, boolean created, ThingState state) {
        if (!streams.watched(state.id())) {
            return;
        }
        ThingChange.Action action = switch (command.op()) {
            case CREATE -> ThingChange.Action.CREATED;
            case PUT -> created ? ThingChange.Action.CREATED : ThingChange.Action.MODIFIED;
            case MERGE -> created ? ThingChange.Action.CREATED : ThingChange.Action.MERGED;
            case DELETE -> ThingChange.Action.DELETED;
        };
        JsonValue value = command.value();
        if (command.path().whole() && action != ThingChange.Action.MERGED) {
            value = state.json();
        }
        streams.add(new ThingChange(action, command.path().pointer(), value, null, state, state.revision(), state.modified(),
            command.cause()));
    }

    void delete(ThingCommand command, CompletableFuture<ThingCommand.Outcome> answer) {
        ThingCell cell = things.make(command.thingId());
        send(cell, ThingRecord.deleted(cell.id, cell.revision() + cell.inFlight + 1, publication.now()), null, answer, position -> {
            ThingState last = cell.now;
            journal.behind(position);
            if (last != null && last.site() == null) {
                publication.hide(cell);
                cell.lastRevision = last.revision() + 1;
                if (cell.inFlight == 0) {
                    things.drop(cell);
                }
                if (streams.watched(cell.id)) {
                    streams.add(new ThingChange(ThingChange.Action.DELETED, command.path().pointer(), null, null, last, cell.lastRevision,
                        publication.now(), command.cause()));
                }
            }
            answer.complete(new ThingCommand.Outcome(false, null, null, cell.lastRevision));
        });
    }

    /** Later changes of the thing that were judged with this one before them may still become durable, and bring it with them: hence the words of the answer. */
    private void failed(ThingCell cell, Throwable fault, CompletableFuture<ThingCommand.Outcome> answer) {
        if (cell.inFlight == 0 && cell.now == null && !cell.awaitsSite) {
            things.drop(cell);
        }
        answer.completeExceptionally(problem(fault));
    }

    static void finish(CompletableFuture<ThingCommand.Outcome> answer, ThingCommand.Outcome outcome, Throwable fault) {
        if (fault == null) {
            answer.complete(outcome);
        } else {
            answer.completeExceptionally(problem(fault));
        }
    }

    static RuntimeException problem(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        if (cause instanceof JournalFull) {
            return new HttpProblem(503, "gemello:twin.disk-full", "The disk is full.",
                "The change is not kept, unless a later change of the thing that was sent before this answer is. Make room on the disk of the data folder.",
                Map.of("Retry-After", "5"));
        }
        return new IllegalStateException("A change could not be made durable: " + cause.getMessage(), cause);
    }
}
