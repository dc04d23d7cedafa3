package io.gemello.twin.policy;

import io.gemello.api.access.Subject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.ditto.base.model.auth.AuthorizationContext;
import org.eclipse.ditto.base.model.auth.AuthorizationSubject;
import org.eclipse.ditto.base.model.auth.DittoAuthorizationContextType;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.PolicyEntry;
import org.eclipse.ditto.policies.model.ResourceKey;
import org.eclipse.ditto.policies.model.Subjects;
import org.eclipse.ditto.policies.model.enforcers.Enforcer;
import org.eclipse.ditto.policies.model.enforcers.PolicyEnforcers;

/** The entries of a policy, those that it imports included, and what follows from them. Policies with the same entries share one. Any thread. */
final class Rules {
    static final String THING = "thing";
    static final String POLICY = "policy";
    /** Of a policy that is not there. */
    static final Rules NONE = new Rules(List.of());
    /** Callers whose sights are kept; beyond it all are made anew. */
    private static final int MAX_SIGHTS = 1_000;

    private final List<PolicyEntry> entries;
    private volatile Valid valid;

    /** @param until when a subject expires: then all is made anew without it */
    private record Valid(Enforcer enforcer, Instant until, Map<Subject, Sight> sights) {}

    Rules(Iterable<PolicyEntry> all) {
        List<PolicyEntry> some = new ArrayList<>();
        all.forEach(some::add);
        entries = List.copyOf(some);
    }

    List<PolicyEntry> entries() {
        return entries;
    }

    Sight sight(Subject who) {
        Valid now = valid();
        if (now.sights.size() > MAX_SIGHTS) {
            now.sights.clear();
        }
        return now.sights.computeIfAbsent(who, caller -> Sight.of(now.enforcer, caller, THING));
    }

    /** Of the policy itself. */
    Sight sightOfPolicy(Subject who) {
        return Sight.of(valid().enforcer, who, POLICY);
    }

    /** Whether somebody has a permission for a place and all below it. @param type {@code thing}, {@code policy} or {@code message} */
    boolean may(Subject who, String permission, String type, JsonPointer path) {
        return valid().enforcer.hasUnrestrictedPermissions(ResourceKey.newInstance(type, path), Callers.context(who), permission);
    }

    /** Whether one subject, a person or a role, may change the policy. */
    boolean mayWritePolicy(String subject) {
        AuthorizationContext alone = AuthorizationContext.newInstance(DittoAuthorizationContextType.UNSPECIFIED, AuthorizationSubject.newInstance(subject));
        return valid().enforcer.hasUnrestrictedPermissions(ResourceKey.newInstance(POLICY, JsonPointer.empty()), alone, "WRITE");
    }

    private Valid valid() {
        Valid last = valid;
        if (last != null && (last.until == null || Instant.now().isBefore(last.until))) {
            return last;
        }
        Instant now = Instant.now();
        Instant until = null;
        List<PolicyEntry> alive = new ArrayList<>();
        for (PolicyEntry entry : entries) {
            Subjects subjects = entry.getSubjects();
            for (var subject : entry.getSubjects()) {
                Instant expiry = subject.getExpiry().map(end -> end.getTimestamp()).orElse(null);
                if (expiry != null && !expiry.isAfter(now)) {
                    subjects = subjects.removeSubject(subject.getId());
                } else if (expiry != null && (until == null || expiry.isBefore(until))) {
                    until = expiry;
                }
            }
            alive.add(PolicyEntry.newInstance(entry.getLabel(), subjects, entry.getResources(), entry.getImportableType()));
        }
        Valid fresh = new Valid(PolicyEnforcers.defaultEvaluator(alive), until, new ConcurrentHashMap<>());
        valid = fresh;
        return fresh;
    }
}
