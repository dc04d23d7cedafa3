package io.gemello.twin;

import io.gemello.api.access.PolicyAccess;
import io.gemello.api.access.Role;
import io.gemello.api.access.Subject;
import io.gemello.twin.policy.Judge;
import io.gemello.twin.policy.Policies;
import org.eclipse.ditto.json.JsonPointer;

/** What other surfaces are told of the decision: points, series, loops. Any thread. */
final class ThingAccess implements PolicyAccess {
    private final Things things;
    private final Policies policies;
    private final Judge judge;

    ThingAccess(Things things, Policies policies, Judge judge) {
        this.things = things;
        this.policies = policies;
        this.judge = judge;
    }

    /**
     * A thing that the site has and the twin does not know yet will stand under the site's policy, or under one that a client
     * gave it before. Null before a site was ever applied: then its policy will be that of roles.
     */
    private String policyId(String thingId) {
        ThingCell cell = things.cell(thingId);
        ThingState now = cell == null ? null : cell.now;
        if (now != null) {
            return now.policyId();
        }
        String recovered = cell == null ? null : cell.recovered.policyId();
        String site = SiteThing.policyId(thingId);
        return recovered != null ? recovered : policies.find(site) == null ? null : site;
    }

    @Override
    public boolean mayRead(Subject who, String thingId) {
        return mayRead(who, thingId, "/");
    }

    @Override
    public boolean mayWrite(Subject who, String thingId) {
        return mayWrite(who, thingId, "/");
    }

    @Override
    public boolean mayRead(Subject who, String thingId, String path) {
        String policy = policyId(thingId);
        return policy == null ? who.has(Role.VIEWER) : judge.sight(who, policy).all(JsonPointer.of(path));
    }

    @Override
    public boolean mayWrite(Subject who, String thingId, String path) {
        String policy = policyId(thingId);
        return policy == null ? who.has(Role.OPERATOR) : judge.mayWrite(who, policy, JsonPointer.of(path));
    }
}
