package io.gemello.twin;

import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.api.http.HttpProblem;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.PolicyEdit;
import io.gemello.twin.policy.PolicyErrors;
import io.gemello.twin.policy.PolicyPath;
import io.gemello.twin.policy.PolicyState;
import io.gemello.twin.policy.PolicyText;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.json.JsonValue;
import org.eclipse.ditto.policies.model.PoliciesModelFactory;
import org.eclipse.ditto.policies.model.Policy;
import org.eclipse.ditto.policies.model.PolicyId;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotAccessibleException;
import org.eclipse.ditto.policies.model.signals.commands.exceptions.PolicyNotModifiableException;

/** Clients' changes of policies: taken from any thread, judged on the lane. */
final class PolicyRequests {
    private final TwinLane lane;
    /** Changes that wait for the lane or the disk; more are refused. */
    private final int maxWaiting;
    private final AtomicInteger waiting = new AtomicInteger();
    private final PolicyChanges policies;
    private final Judge judge;
    /** Whether things of the site stand under a policy. */
    private final Predicate<String> ofSite;

    /**
     * What a client wants.
     *
     * @param value null to delete
     * @param mayLockOut whether the client accepts that he cannot change the new policy himself
     */
    record Change(String policyId, PolicyPath path, JsonValue value, Preconditions conditions, Subject who, boolean mayLockOut) {}

    /** @param value what stands there now; null after a deletion @param etag null after a deletion */
    record Outcome(boolean created, JsonValue value, String etag) {}

    PolicyRequests(TwinLane lane, int maxWaiting, PolicyChanges policies, Judge judge, Predicate<String> ofSite) {
        this.lane = lane;
        this.maxWaiting = maxWaiting;
        this.policies = policies;
        this.judge = judge;
        this.ofSite = ofSite;
    }

    CompletionStage<Outcome> submit(Change change) {
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        boolean taken = waiting.incrementAndGet() <= maxWaiting && lane.run(() -> {
            try {
                decide(change).whenComplete((outcome, fault) -> finish(answer, outcome, fault));
            } catch (RuntimeException refusal) {
                answer.completeExceptionally(refusal);
            }
        });
        if (!taken) {
            answer.completeExceptionally(ClientChanges.busy("Too many changes of policies are waiting."));
        }
        answer.whenComplete((outcome, fault) -> waiting.decrementAndGet());
        return answer;
    }

    private static void finish(CompletableFuture<Outcome> answer, Outcome outcome, Throwable fault) {
        if (fault == null) {
            answer.complete(outcome);
        } else {
            answer.completeExceptionally(fault);
        }
    }

    private CompletionStage<Outcome> decide(Change change) {
        PolicyState ahead = policies.ahead(change.policyId());
        PolicyPath path = change.path();
        if (ahead == null && (!path.whole() || change.value() == null)) {
            throw PolicyErrors.notFound(change.policyId(), PolicyPath.WHOLE);
        }
        JsonValue before = ahead == null ? null : path.whole() ? ahead.json() : ahead.json().getValue(path.pointer()).orElse(null);
        permit(change, ahead);
        change.conditions().beforePolicyWrite(tag(path, ahead, before));
        if (change.value() == null) {
            return delete(change, ahead, before);
        }
        Policy had = ahead == null ? null : ahead.policy();
        Policy after = PolicyText.unexpired(had, PolicyEdit.put(change.policyId(), had, path, PolicyText.of(change.value(), change.who())), Instant.now());
        check(change, ahead, after);
        return policies.set(after).thenApply(state -> {
            JsonValue now = path.whole() ? state.json() : state.json().getValue(path.pointer()).orElse(null);
            return new Outcome(before == null, now, now == null ? null : tag(path, state, now));
        });
    }

    private CompletionStage<Outcome> delete(Change change, PolicyState ahead, JsonValue before) {
        PolicyPath path = change.path();
        if (path.whole() && ofSite.test(change.policyId())) {
            throw new HttpProblem(409, "gemello:twin.policy-of-site", "The policy " + change.policyId() + " is the site's.", "Change it; it goes with the site alone.");
        }
        if (path.whole()) {
            return policies.delete(ahead).thenApply(gone -> new Outcome(false, null, null));
        }
        if (before == null) {
            throw PolicyErrors.notFound(change.policyId(), path);
        }
        Policy after = PolicyEdit.delete(ahead.policy(), path);
        check(change, ahead, after);
        return policies.set(after).thenApply(state -> new Outcome(false, null, null));
    }

    private void permit(Change change, PolicyState ahead) {
        if (ahead == null) {
            if (!change.who().has(Role.OPERATOR)) {
                throw PolicyErrors.notModifiable(change.policyId(), PolicyPath.WHOLE);
            }
        } else if (!judge.mayWritePolicy(change.who(), change.policyId(), change.path().rights())) {
            throw judge.sightOfPolicy(change.who(), change.policyId()).nothing() ? PolicyErrors.notFound(change.policyId(), PolicyPath.WHOLE)
                : PolicyErrors.notModifiable(change.policyId(), change.path());
        }
    }

    private void check(Change change, PolicyState ahead, Policy after) {
        if (ofSite.test(change.policyId())) {
            PolicyText.validOfSite(after);
        } else {
            PolicyText.valid(after);
        }
        if (ahead == null && !change.mayLockOut() && !Judge.wouldKeep(change.who(), after)) {
            throw PolicyNotModifiableException.newBuilder(PolicyId.of(change.policyId()))
                .description("You could not change this policy yourself; if that is what you want send the header 'allow-policy-lockout: true'.").build();
        }
        Policy had = ahead == null ? PoliciesModelFactory.newPolicyBuilder(PolicyId.of(change.policyId())).build() : ahead.policy();
        after.getPolicyImports().forEach(wanted -> {
            String id = wanted.getImportedPolicyId().toString();
            boolean fresh = had.getPolicyImports().getPolicyImport(id).filter(wanted::equals).isEmpty();
            if (fresh && (policies.ahead(id) == null || !judge.sightOfPolicy(change.who(), id).all(JsonPointer.of("/entries")))) {
                throw PolicyNotAccessibleException.newBuilder(wanted.getImportedPolicyId()).build();
            }
        });
    }

    private static String tag(PolicyPath path, PolicyState state, JsonValue value) {
        return value == null ? null : EntityTags.of(path.whole(), state.revision(), value);
    }
}
