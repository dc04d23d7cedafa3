package io.gemello.twin;

import io.gemello.twin.policy.DefaultPolicies;
import io.gemello.twin.policy.Policies;
import io.gemello.twin.policy.PolicyState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.ditto.policies.model.Policy;

/** Policies on their way: into the journal, and counting when they are durable. On the lane. */
final class PolicyChanges {
    private final Policies policies;
    private final TwinLane lane;
    private final ThingJournal journal;
    private final Publication publication;
    private final Map<String, Ahead> ahead = new HashMap<>();

    /** @param state what the next change meets; null where there will be no policy @param inFlight changes that are not durable yet */
    private record Ahead(PolicyState state, int inFlight) {}

    PolicyChanges(Policies policies, TwinLane lane, ThingJournal journal, Publication publication) {
        this.policies = policies;
        this.lane = lane;
        this.journal = journal;
        this.publication = publication;
    }

    /** With all changes before, durable or not; null where there is none. */
    PolicyState ahead(String id) {
        Ahead known = ahead.get(id);
        return known == null ? policies.find(id) : known.state;
    }

    /** @return done, on the lane, when it counts */
    CompletionStage<PolicyState> set(Policy policy) {
        String id = policy.getEntityId().orElseThrow().toString();
        PolicyState after = next(id, policy);
        return send(PolicyRecord.of(after), after, () -> policies.show(after));
    }

    /** Of a thing that is being made. It counts at once, so that what is sent behind the making is judged by it; a disk that does not keep it keeps the thing neither. */
    void makeWithThing(Policy policy) {
        String id = policy.getEntityId().orElseThrow().toString();
        PolicyState made = next(id, policy);
        policies.show(made);
        send(PolicyRecord.of(made), made, () -> { }).whenComplete((durable, fault) -> {
            PolicyState now = policies.find(id);
            if (fault != null && now != null && now.revision() == made.revision()) {
                policies.hide(id);
            }
        });
    }

    private PolicyState next(String id, Policy policy) {
        PolicyState before = ahead(id);
        long now = publication.now();
        return new PolicyState(id, before == null ? 1 : before.revision() + 1, before == null ? now : before.created(), now, PolicyState.text(policy));
    }

    CompletionStage<PolicyState> delete(PolicyState last) {
        return send(PolicyRecord.gone(last.id(), last.revision() + 1), null, () -> policies.hide(last.id()));
    }

    private CompletionStage<PolicyState> send(PolicyRecord record, PolicyState after, Runnable counts) {
        CompletableFuture<PolicyState> done = new CompletableFuture<>();
        Ahead before = ahead.get(record.id());
        ahead.put(record.id(), new Ahead(after, before == null ? 1 : before.inFlight + 1));
        publication.append(record).whenComplete((position, fault) -> lane.run(() -> {
            ahead.computeIfPresent(record.id(), (id, now) -> now.inFlight == 1 ? null : new Ahead(now.state, now.inFlight - 1));
            if (fault != null) {
                done.completeExceptionally(DurableChanges.problem(fault));
                return;
            }
            counts.run();
            journal.behind(position);
            done.complete(after);
        }));
        return done;
    }

    /** The site's policy is there from the first apply on, and from then on it is whatever it was changed to. It counts at once: on a full disk the next start makes it again. */
    void ensureOfRoles(String id) {
        if (ahead(id) == null) {
            PolicyState made = next(id, DefaultPolicies.ofRoles(id));
            policies.show(made);
            send(PolicyRecord.of(made), made, () -> policies.show(made));
        }
    }

    /** Things from before there were policies keep what held for them: the rights of roles. */
    void adopt(Things things) {
        if (policies.size() == 0) {
            things.cells().stream().map(cell -> cell.now == null ? cell.recovered.policyId() : cell.now.policyId()).filter(Objects::nonNull).forEach(this::ensureOfRoles);
        }
    }
}
