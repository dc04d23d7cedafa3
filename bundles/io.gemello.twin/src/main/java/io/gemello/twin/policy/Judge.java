package io.gemello.twin.policy;

import io.gemello.api.access.Subject;
import org.eclipse.ditto.json.JsonPointer;
import org.eclipse.ditto.policies.model.Policy;

/** What the policies say: the one decision behind every answer, event, search and message. Ditto's own enforcer decides. Any thread; never blocks. */
public final class Judge {
    private static final String READ = "READ";
    private static final String WRITE = "WRITE";

    private final Policies policies;

    public Judge(Policies policies) {
        this.policies = policies;
    }

    /** What somebody may see of the things under a policy. @param policyId null for none: nothing then */
    public Sight sight(Subject who, String policyId) {
        return policyId == null ? Sight.NOTHING : policies.rules(policyId).sight(who);
    }

    /** What somebody may see of a policy itself. */
    public Sight sightOfPolicy(Subject who, String policyId) {
        return policies.rules(policyId).sightOfPolicy(who);
    }

    /** Whether somebody may write a place of the things under a policy, and all that is below it. */
    public boolean mayWrite(Subject who, String policyId, JsonPointer path) {
        return may(who, policyId, WRITE, Rules.THING, path);
    }

    /** The same under a policy that is not there yet. */
    public static boolean wouldWrite(Subject who, Policy policy, JsonPointer path) {
        return new Rules(policy).may(who, WRITE, Rules.THING, path);
    }

    /** Whether somebody could change a policy that is not there yet. */
    public static boolean wouldKeep(Subject who, Policy policy) {
        return new Rules(policy).may(who, WRITE, Rules.POLICY, JsonPointer.empty());
    }

    /** Whether somebody may write a place of a policy. */
    public boolean mayWritePolicy(Subject who, String policyId, JsonPointer path) {
        return may(who, policyId, WRITE, Rules.POLICY, path);
    }

    /** Whether somebody may send a message. @param path e.g. {@code /inbox/messages/ask} or {@code /features/lamp/outbox/messages/said} */
    public boolean maySend(Subject who, String policyId, JsonPointer path) {
        return may(who, policyId, WRITE, "message", path);
    }

    /** Whether somebody may hear a message. */
    public boolean mayHear(Subject who, String policyId, JsonPointer path) {
        return may(who, policyId, READ, "message", path);
    }

    /** @param permission {@code READ}, {@code WRITE} or one of a client's own @param type {@code thing}, {@code policy}, {@code message} or one of a client's own */
    public boolean may(Subject who, String policyId, String permission, String type, JsonPointer path) {
        return policyId != null && policies.rules(policyId).may(who, permission, type, path);
    }
}
